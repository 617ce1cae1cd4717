// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file written at given positions that an interrupted thread can't close for everyone: a
/// [FileChannel] closes when a thread inside it is interrupted, so it is opened again and the
/// write, which is the same however often it is done, repeated. The interrupt stays set for the
/// caller.
final class PositionalFile implements AutoCloseable {
  private final Path path;
  private volatile FileChannel channel;
  private volatile boolean closed;

  private PositionalFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static PositionalFile open(Path path, OpenOption... more) throws IOException {
    OpenOption[] options = new OpenOption[more.length + 1];
    System.arraycopy(more, 0, options, 0, more.length);
    options[more.length] = StandardOpenOption.WRITE;
    return new PositionalFile(path, FileChannel.open(path, options));
  }

  /// Writes all that remains in the buffer; moves its position.
  void write(ByteBuffer bytes, long position) throws IOException {
    int start = bytes.position();
    uninterrupted(
        open -> {
          bytes.position(start);
          long at = position;
          while (bytes.hasRemaining()) {
            at += open.write(bytes, at);
          }
        });
  }

  /// Forces the file to the disk; does nothing once it is closed, whoever closed it meanwhile.
  void force() throws IOException {
    try {
      uninterrupted(open -> open.force(false));
    } catch (ClosedChannelException e) {
      if (!closed) {
        throw e;
      }
    }
  }

  /// Cuts the file if it is longer.
  void truncate(long length) throws IOException {
    uninterrupted(open -> open.truncate(length));
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    channel.close();
  }

  @FunctionalInterface
  private interface Step {
    void on(FileChannel open) throws IOException;
  }

  private void uninterrupted(Step step) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        FileChannel open = channel;
        try {
          step.on(open);
          return;
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
          reopen(e);
        } catch (ClosedChannelException e) {
          reopen(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized void reopen(ClosedChannelException why) throws IOException {
    if (closed) {
      throw why;
    }
    if (!channel.isOpen()) {
      channel = FileChannel.open(path, StandardOpenOption.WRITE);
    }
  }
}
