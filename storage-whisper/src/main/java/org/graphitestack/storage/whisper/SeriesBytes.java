// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import org.graphitestack.storage.CorruptSeriesException;

/// The bytes of one whisper file, by positional reads and writes of a channel or through a mapping.
/// Never grows a file: what lies beyond its end is corrupt.
sealed interface SeriesBytes permits ChannelBytes, MappedBytes {

  /// The file, for messages.
  String place();

  /// Length of the file when it was opened or mapped.
  long size();

  /// Reads `length` bytes at `position` into the scratch buffer from `offset` on.
  ///
  /// @throws CorruptSeriesException if the file ends before
  void read(long position, Scratch scratch, int offset, int length) throws IOException;

  /// Writes `length` bytes of the scratch buffer from `offset` on at `position`.
  ///
  /// @throws CorruptSeriesException if the file ends before
  void write(long position, Scratch scratch, int offset, int length) throws IOException;

  /// Forces what was written to the disk.
  void force() throws IOException;

  /// Checks that a range lies within the file.
  default void checkWithin(long position, int length) throws CorruptSeriesException {
    if (position + length > size()) {
      throw new CorruptSeriesException(
          place(),
          size(),
          "the end of the file",
          length + " bytes at " + position + ", as the header says");
    }
  }
}
