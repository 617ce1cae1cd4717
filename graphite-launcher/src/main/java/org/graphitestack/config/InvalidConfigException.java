// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

/// A configuration file, or a setting given as a flag, that its owner has to mend. The message is
/// one line: where, what was found, what was expected.
public final class InvalidConfigException extends Exception {

  InvalidConfigException(String place, String found, String expected) {
    this(place, found + " (expected: " + expected + ")");
  }

  /// @param foundAndExpected a message that says both already
  InvalidConfigException(String place, String foundAndExpected) {
    super(place + ": " + foundAndExpected);
  }
}
