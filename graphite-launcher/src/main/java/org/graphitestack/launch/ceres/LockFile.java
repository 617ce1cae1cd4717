// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.ceres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// A file that one process at a time has locked, however that process ends: Python's tool and this
/// one keep each other out by naming the same file. The file stays.
final class LockFile implements AutoCloseable {

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final FileChannel channel;

  private LockFile(FileChannel channel) {
    this.channel = channel;
  }

  /// Takes the lock, or waits for it.
  ///
  /// @throws IOException if another process still has it then
  static LockFile take(Path file, Duration patience, LongSupplier nanoTime) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      var begun = nanoTime.getAsLong();
      while (!isTaken(channel)) {
        if (nanoTime.getAsLong() - begun >= TimeUnit.NANOSECONDS.convert(patience)) {
          throw new IOException(
              file
                  + ": another process has had the lock for "
                  + patience.toSeconds()
                  + " s (expected: nobody)");
        }
        LockSupport.parkNanos(LOOK_NANOS);
      }
      return new LockFile(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      // this process has it by another channel
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
