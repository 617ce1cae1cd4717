// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// Copies files that others write to. A copy counts only if the source, read once more, has the
/// same bytes: so it is what the file was at one moment between the two readings, with no point
/// half written. A file that grows is copied as long as it was at first. Holes stay holes.
///
/// No lock is taken: writers of other processes, and of other makers, need none for this, and none
/// of them waits. Not thread-safe.
final class StableCopy {

  private static final int CHUNK = 1 << 18;
  private static final int MOST_ATTEMPTS = 50;

  private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
  private final ByteBuffer nothing = ByteBuffer.allocateDirect(CHUNK);

  /// What was copied.
  record Copied(long size, long modified, long checksum) {}

  /// @param target must not be there
  /// @throws NoSuchFileException if the source is gone
  /// @throws IOException if it changes all the time, or cannot be read or written
  Copied copy(Path source, Path target) throws IOException {
    var modified = Files.getLastModifiedTime(source).toMillis();
    try (var from = FileChannel.open(source, StandardOpenOption.READ);
        var to =
            FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      var size = from.size();
      for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        to.truncate(0);
        var checksum = transfer(from, to, size);
        if (checksum(from, size) == checksum) {
          return new Copied(size, modified, checksum);
        }
      }
    }
    throw new IOException(
        source + ": changed during each of " + MOST_ATTEMPTS + " copies (expected: a pause)");
  }

  /// The checksum of the first bytes of a file.
  long checksum(Path file, long size) throws IOException {
    try (var from = FileChannel.open(file, StandardOpenOption.READ)) {
      return checksum(from, size);
    }
  }

  private long transfer(FileChannel from, FileChannel to, long size) throws IOException {
    var checksum = new CRC32C();
    var at = 0L;
    while (at < size) {
      fill(from, at, size);
      checksum.update(chunk.duplicate());
      if (chunk.mismatch(nothing.slice(0, chunk.remaining())) >= 0) {
        for (var place = at; chunk.hasRemaining(); ) {
          place += to.write(chunk, place);
        }
      }
      at = Math.min(size, at + CHUNK);
    }
    if (to.size() < size) {
      // the last chunk was a hole
      to.write(ByteBuffer.allocate(1), size - 1);
    }
    return checksum.getValue();
  }

  private long checksum(FileChannel from, long size) throws IOException {
    var checksum = new CRC32C();
    for (var at = 0L; at < size; at += CHUNK) {
      fill(from, at, size);
      checksum.update(chunk);
    }
    return checksum.getValue();
  }

  /// Reads the chunk at a place; what a file lost meanwhile counts as zeros.
  private void fill(FileChannel from, long at, long size) throws IOException {
    chunk.clear().limit((int) Math.min(CHUNK, size - at));
    while (chunk.hasRemaining()) {
      if (from.read(chunk, at + chunk.position()) < 0) {
        while (chunk.hasRemaining()) {
          chunk.put((byte) 0);
        }
      }
    }
    chunk.flip();
  }
}
