// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.graphitestack.storage.CorruptSeriesException;

/// An open channel: what every cold file is read and written by.
final class ChannelBytes implements SeriesBytes, AutoCloseable {

  private static final Set<StandardOpenOption> READ = Set.of(StandardOpenOption.READ);
  private static final Set<StandardOpenOption> READ_WRITE =
      Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);

  private final Path file;
  private final FileChannel channel;
  private final long size;
  private final boolean writable;

  private ChannelBytes(Path file, FileChannel channel, boolean writable) throws IOException {
    this.file = file;
    this.channel = channel;
    this.writable = writable;
    this.size = channel.size();
  }

  static ChannelBytes openForReading(Path file) throws IOException {
    return opened(file, READ, false);
  }

  static ChannelBytes openForWriting(Path file) throws IOException {
    return opened(file, READ_WRITE, true);
  }

  /// For reading, and for writing too if that is allowed.
  static ChannelBytes openAsAllowed(Path file) throws IOException {
    try {
      return openForWriting(file);
    } catch (AccessDeniedException _) {
      return openForReading(file);
    }
  }

  private static ChannelBytes opened(Path file, Set<StandardOpenOption> how, boolean writable)
      throws IOException {
    var channel = FileChannel.open(file, how);
    try {
      return new ChannelBytes(file, channel, writable);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  FileChannel channel() {
    return channel;
  }

  boolean writable() {
    return writable;
  }

  @Override
  public String place() {
    return file.toString();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long position, Scratch scratch, int offset, int length) throws IOException {
    checkWithin(position, length);
    var buffer = scratch.buffer().limit(offset + length).position(offset);
    while (buffer.hasRemaining()) {
      var read = channel.read(buffer, position + buffer.position() - offset);
      if (read < 0) {
        throw new CorruptSeriesException(
            place(),
            position + buffer.position() - offset,
            "the end of a file that was " + size + " bytes long",
            "no shrinking while it is read");
      }
    }
    buffer.clear();
  }

  @Override
  public void write(long position, Scratch scratch, int offset, int length) throws IOException {
    checkWithin(position, length);
    var buffer = scratch.buffer().limit(offset + length).position(offset);
    while (buffer.hasRemaining()) {
      channel.write(buffer, position + buffer.position() - offset);
    }
    buffer.clear();
  }

  @Override
  public void force() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
