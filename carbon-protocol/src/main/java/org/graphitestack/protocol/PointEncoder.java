// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol;

import java.nio.ByteBuffer;

/// Turns stored plaintext lines into what a destination reads: one message per call.
///
/// Belongs to one thread.
public interface PointEncoder {

  /// Room a target needs to have when it is empty, so that any line fits.
  int MIN_TARGET = 32_768;

  /// Carbon's MAX_DATAPOINTS_PER_MESSAGE.
  int DEFAULT_MAX_POINTS = 500;

  /// Writes the next message.
  ///
  /// Only whole lines are read: the position of `lines` moves behind the last LF that was used. It
  /// stays where it is if there is no whole line, or no room in `target` for the first of them.
  ///
  /// @param lines `name value timestamp` with single spaces and an LF each, from position to limit
  /// @param target gets the message at its position
  /// @return points in the message; 0 if none was written
  /// @throws IllegalArgumentException if `target` is too small for the longest line even when empty
  int encode(ByteBuffer lines, ByteBuffer target);

  /// Lines passed over so far because they were damaged in store.
  long damaged();
}
