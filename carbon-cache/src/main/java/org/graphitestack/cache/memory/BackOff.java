// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

/// How long to leave a series alone after a failure.
@FunctionalInterface
public interface BackOff {

  /// The wait after so many failures.
  ///
  /// @param failures how often in a row, >= 1
  /// @return seconds, >= 0
  int seconds(int failures);
}
