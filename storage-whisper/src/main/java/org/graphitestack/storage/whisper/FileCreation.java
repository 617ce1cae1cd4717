// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.graphitestack.storage.file.Posix;
import org.jspecify.annotations.Nullable;

/// Makes new whisper files: written whole under a hidden name, then linked to their own, so that a
/// reader sees a file whole or not at all and of two creators one fails.
final class FileCreation {

  /// Hidden, and short whatever the series is called: a node may use the whole length of a name.
  static final String TEMPORARY_PREFIX = ".creating-";

  private final FileAllocation allocation;
  private final boolean force;
  private final @Nullable Posix posix;
  private final AtomicLong count = new AtomicLong();

  /// Process ids repeat, in containers all the time, and a crash may leave temporaries behind.
  private final String token = Long.toHexString(new SecureRandom().nextLong());

  /// @param posix needed for [FileAllocation#RESERVED]
  FileCreation(FileAllocation allocation, boolean force, @Nullable Posix posix) {
    this.allocation = allocation;
    this.force = force;
    this.posix = posix;
  }

  /// @throws FileAlreadyExistsException if the file exists
  void create(Path file, WhisperHeader header, Scratch scratch) throws IOException {
    var temporary = file.resolveSibling(TEMPORARY_PREFIX + token + "-" + count.incrementAndGet());
    try {
      try (var channel = newFile(temporary)) {
        fill(temporary, channel, header, scratch);
        if (force) {
          channel.force(true);
        }
      }
      publish(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static FileChannel newFile(Path temporary) throws IOException {
    try {
      return FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (NoSuchFileException _) {
      Files.createDirectories(temporary.getParent());
      return FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
  }

  private void fill(Path file, FileChannel channel, WhisperHeader header, Scratch scratch)
      throws IOException {
    var size = header.fileSize();
    var headerSize = HeaderFormat.put(header, scratch.buffer().clear());
    switch (allocation) {
      case ZERO_FILLED -> writeWithZeros(channel, headerSize, size, scratch);
      case SPARSE -> {
        write(channel, 0, headerSize, scratch);
        scratch.buffer().put(0, (byte) 0);
        write(channel, size - 1, 1, scratch);
      }
      case RESERVED -> {
        if (posix != null && posix.allocate(file, size)) {
          write(channel, 0, headerSize, scratch);
        } else {
          writeWithZeros(channel, headerSize, size, scratch);
        }
      }
    }
  }

  private static void writeWithZeros(
      FileChannel channel, int headerSize, long size, Scratch scratch) throws IOException {
    scratch.segment().asSlice(headerSize).fill((byte) 0);
    var capacity = scratch.buffer().capacity();
    write(channel, 0, (int) Math.min(size, capacity), scratch);
    scratch.segment().asSlice(0, headerSize).fill((byte) 0);
    for (long written = capacity; written < size; written += capacity) {
      write(channel, written, (int) Math.min(size - written, capacity), scratch);
    }
  }

  private static void write(FileChannel channel, long position, int length, Scratch scratch)
      throws IOException {
    var buffer = scratch.buffer().limit(length).position(0);
    while (buffer.hasRemaining()) {
      channel.write(buffer, position + buffer.position());
    }
    buffer.clear();
  }

  private void publish(Path temporary, Path file) throws IOException {
    try {
      Files.createLink(file, temporary);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException _) {
      moveIfAbsent(temporary, file);
    }
  }

  /// For file systems without hard links: exclusive among the threads of this engine only.
  private synchronized void moveIfAbsent(Path temporary, Path file) throws IOException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
