// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.backup;

import java.io.IOException;

/// A file of a snapshot, as one line of its manifest.
///
/// @param place path within the snapshot, with slashes
/// @param size bytes
/// @param modified the source's time, in epoch milliseconds, before it was read
/// @param checksum CRC32C of the bytes
record SavedFile(String place, long size, long modified, long checksum) {

  private static final int FIELDS = 4;

  String line() {
    return checksum + "\t" + size + "\t" + modified + "\t" + place;
  }

  /// @param where the line stands, for the error
  static SavedFile parse(String line, String where) throws IOException {
    var fields = line.split("\t", FIELDS);
    try {
      if (fields.length == FIELDS) {
        return new SavedFile(
            fields[3],
            Long.parseLong(fields[1]),
            Long.parseLong(fields[2]),
            Long.parseLong(fields[0]));
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new IOException(
        where + ": '" + line + "' (expected: checksum, size, time, path between tabs)");
  }
}
