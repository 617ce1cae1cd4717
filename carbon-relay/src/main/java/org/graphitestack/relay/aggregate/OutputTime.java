// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

/// Which second of its window a result carries.
public enum OutputTime {
  START,
  MIDDLE,
  END;

  /// The timestamp of the window that begins at `start`; the middle of an odd window is rounded
  /// down.
  ///
  /// @param start epoch seconds
  long of(long start, int frequencySeconds) {
    return switch (this) {
      case START -> start;
      case MIDDLE -> start + frequencySeconds / 2;
      case END -> start + frequencySeconds;
    };
  }
}
