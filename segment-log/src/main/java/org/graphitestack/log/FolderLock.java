// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// The right to a log's folder, held by one [SegmentLog] of one process at a time.
///
/// A file lock keeps other processes out. It can't keep out a second log of the same process:
/// closing any descriptor of a file gives up the process's locks on it, so even the failed attempt
/// would open the folder to others. Hence the set of folders this process holds, which is asked
/// first; it is the one piece of state here that outlives its owner, because the lock it mirrors
/// belongs to the process.
final class FolderLock implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(FolderLock.class.getName());

  static final String FILE = "writer.lock";

  /// Whoever only looks whether a log is open may hold the lock for a moment.
  private static final int ATTEMPTS = 5;

  private static final long BETWEEN_ATTEMPTS = Duration.ofMillis(5).toNanos();

  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  static synchronized FolderLock take(Path folder) throws IOException {
    Path real = folder.toRealPath();
    if (!HELD_HERE.add(real)) {
      throw new LogInUseException(
          real + ": open in this process already (expected: one writer per log)");
    }
    try {
      return new FolderLock(real, lock(real));
    } catch (IOException | RuntimeException e) {
      HELD_HERE.remove(real);
      throw e;
    }
  }

  /// Whether someone has the log in a folder open. Nothing is made or written; to ask, the lock is
  /// shared for a moment, for which [#take] allows.
  static synchronized boolean isHeld(Path folder) throws IOException {
    if (HELD_HERE.contains(folder.toRealPath())) {
      return true;
    }
    try (FileChannel channel = FileChannel.open(folder.resolve(FILE), StandardOpenOption.READ)) {
      FileLock shared = channel.tryLock(0, Long.MAX_VALUE, true);
      return shared == null;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      for (int i = 1; lock == null && i < ATTEMPTS; i++) {
        LockSupport.parkNanos(BETWEEN_ATTEMPTS);
        lock = channel.tryLock();
      }
      if (lock == null) {
        throw new LogInUseException(
            folder + ": open in process " + holder(channel) + " (expected: one writer per log)");
      }
      writeHolder(channel);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /// Leaves the process id for those who find the folder taken; on a full disk they do without.
  private static void writeHolder(FileChannel channel) {
    String holder = ProcessHandle.current().pid() + "\n";
    try {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)), 0);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "process id not written", e);
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(20);
    channel.read(text, 0);
    String pid = StandardCharsets.US_ASCII.decode(text.flip()).toString().strip();
    return pid.isEmpty() ? "unknown" : pid;
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD_HERE.remove(folder);
    }
  }
}
