// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

/// One key of one section with its value, and where it was said.
///
/// @param place file and line, or the flag, for messages
/// @param section its section
/// @param key in lower case
/// @param value interpolated
record Setting(String place, String section, String key, String value) {

  InvalidConfigException invalid(String expected) {
    return new InvalidConfigException(place, key + " = " + value, expected);
  }
}
