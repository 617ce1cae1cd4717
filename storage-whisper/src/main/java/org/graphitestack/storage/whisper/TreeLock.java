// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Who writes to a tree: caches share it, a tool that replaces files takes it alone, so that a tool
/// never replaces a file beneath a cache that has it open. A lock on `.writers.lock` in the root;
/// it ends with its process, however that ends.
public final class TreeLock implements AutoCloseable {

  private static final String NAME = ".writers.lock";

  private final FileChannel channel;
  private final FileLock lock;

  private TreeLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /// As one writer among others.
  ///
  /// @return empty if somebody has the tree alone
  public static Optional<TreeLock> shared(Path root) throws IOException {
    return taken(root, true);
  }

  /// As the only writer.
  ///
  /// @return empty if a cache, or another tool, writes to the tree
  public static Optional<TreeLock> alone(Path root) throws IOException {
    return taken(root, false);
  }

  private static Optional<TreeLock> taken(Path root, boolean shared) throws IOException {
    Files.createDirectories(root);
    var file = root.resolve(NAME);
    if (!Files.exists(file)) {
      FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
    }
    // Whoever shares it only reads the file, so that its disk can be made read-only meanwhile.
    var channel =
        shared
            ? FileChannel.open(file, StandardOpenOption.READ)
            : FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      var lock = channel.tryLock(0, Long.MAX_VALUE, shared);
      if (lock != null) {
        return Optional.of(new TreeLock(channel, lock));
      }
    } catch (OverlappingFileLockException _) {
      // This process has it already.
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      lock.release();
    }
  }
}
