// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Says that a tree is being maintained, so that two processes do not cut the same slices. Held by
/// the process: if it ends, the lock is free.
public final class MaintenanceLock implements AutoCloseable {

  private static final String NAME = ".ceres-maintenance.lock";

  private final FileChannel channel;

  private MaintenanceLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Null if someone else has it.
  static @Nullable MaintenanceLock take(Path root) throws IOException {
    var channel =
        FileChannel.open(root.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return new MaintenanceLock(channel);
      }
    } catch (OverlappingFileLockException _) {
      // Another thread of this process has it.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return null;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
