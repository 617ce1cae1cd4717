// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper.tool;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.graphitestack.storage.whisper.WhisperArchive;
import org.jspecify.annotations.Nullable;

/// A header as it stands in the file, sensible or not: what tools show of damaged files. Layout as
/// described in docs/whisper-format.md.
///
/// @param method number of the aggregation method
/// @param maxRetention seconds
/// @param xFilesFactor as stored
/// @param archives those whose records could be read
/// @param fault what Python's library finds wrong with it; null if nothing
public record RawHeader(
    long method,
    long maxRetention,
    float xFilesFactor,
    List<WhisperArchive> archives,
    @Nullable String fault) {

  private static final int METADATA_SIZE = 16;
  private static final int ARCHIVE_SIZE = 12;
  private static final int METHODS = 8;
  private static final String UNREADABLE = "Unable to read header";

  public RawHeader {
    archives = List.copyOf(archives);
  }

  /// Reads a header, whatever it says.
  ///
  /// @throws EOFException if the file has fewer than 16 bytes
  public static RawHeader read(Path file) throws IOException {
    try (var channel = channel(file)) {
      var metadata = bytes(channel, METADATA_SIZE);
      if (metadata == null) {
        throw new EOFException(UNREADABLE + " (" + file + ")");
      }
      var method = Integer.toUnsignedLong(metadata.getInt(0));
      var xFilesFactor = metadata.getFloat(8);
      var count = Integer.toUnsignedLong(metadata.getInt(12));
      var fault =
          method < 1 || method > METHODS || !(xFilesFactor >= 0 && xFilesFactor <= 1)
              ? UNREADABLE
              : null;
      var archives = new ArrayList<WhisperArchive>();
      for (var i = 0L; i < count; i++) {
        var at = bytes(channel, ARCHIVE_SIZE);
        if (at == null) {
          fault = fault == null ? "Unable to read archive" + i + " metadata" : fault;
          break;
        }
        archives.add(
            new WhisperArchive(
                Integer.toUnsignedLong(at.getInt(0)),
                Integer.toUnsignedLong(at.getInt(4)),
                Integer.toUnsignedLong(at.getInt(8))));
      }
      return new RawHeader(
          method, Integer.toUnsignedLong(metadata.getInt(4)), xFilesFactor, archives, fault);
    }
  }

  /// A file whose name ends in `.gz` is unpacked on the way.
  private static ReadableByteChannel channel(Path file) throws IOException {
    return file.toString().endsWith(".gz")
        ? Channels.newChannel(new GZIPInputStream(Files.newInputStream(file)))
        : FileChannel.open(file, StandardOpenOption.READ);
  }

  /// The next bytes; null if the file ends before.
  private static @Nullable ByteBuffer bytes(ReadableByteChannel channel, int length)
      throws IOException {
    var buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        return null;
      }
    }
    return buffer;
  }
}
