// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.graphitestack.storage.CorruptSeriesException;
import tools.jackson.core.JacksonException;

/// Reads and writes `.ceres-node`. It is never written in place: a new one is written beside it,
/// forced, and renamed, so that a crash leaves the old one or the new one.
final class MetadataFile {

  static final String NAME = ".ceres-node";

  /// Files that are being written, or were when a process was killed.
  static final String TEMPORARY_PREFIX = ".creating-";

  private static final int LONGEST = 1 << 20;
  private static final String TOKEN = Long.toHexString(new SecureRandom().nextLong());
  private static final AtomicLong COUNT = new AtomicLong();

  private MetadataFile() {}

  static Path of(Path folder) {
    return folder.resolve(NAME);
  }

  static Path temporary(Path folder) {
    return folder.resolve(TEMPORARY_PREFIX + TOKEN + "-" + COUNT.incrementAndGet());
  }

  /// @throws java.nio.file.NoSuchFileException if the folder is no node
  /// @throws CorruptSeriesException if it is not what a node needs
  static NodeMetadata read(Path folder) throws IOException {
    var file = of(folder);
    var size = Files.size(file);
    if (size > LONGEST) {
      throw new CorruptSeriesException(
          file.toString(), 0, size + " bytes", "at most " + LONGEST + " of JSON");
    }
    try {
      return new NodeMetadata(NodeJson.parse(Files.readAllBytes(file)));
    } catch (JacksonException e) {
      throw new CorruptSeriesException(
          file.toString(),
          e.getLocation() == null ? 0 : e.getLocation().getByteOffset(),
          String.valueOf(e.getOriginalMessage()),
          "a JSON object");
    } catch (IllegalArgumentException e) {
      throw new CorruptSeriesException(
          file.toString(), 0, String.valueOf(e.getMessage()), "the metadata of a node");
    }
  }

  /// Makes a folder a node.
  ///
  /// @throws FileAlreadyExistsException if it is one
  static void create(Path folder, NodeMetadata metadata, boolean force) throws IOException {
    Files.createDirectories(folder);
    var file = of(folder);
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    var temporary = temporary(folder);
    try {
      write(temporary, metadata, force);
      publish(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /// A link fails if there is such a file already, a rename does not.
  private static void publish(Path temporary, Path file) throws IOException {
    try {
      Files.createLink(file, temporary);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException _) {
      Files.move(temporary, file);
    }
  }

  static void replace(Path folder, NodeMetadata metadata) throws IOException {
    var temporary = temporary(folder);
    try {
      write(temporary, metadata, true);
      Files.move(
          temporary,
          of(folder),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void write(Path file, NodeMetadata metadata, boolean force) throws IOException {
    var bytes = ByteBuffer.wrap(NodeJson.text(metadata.keys()).getBytes(StandardCharsets.UTF_8));
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      if (force) {
        channel.force(true);
      }
    }
  }
}
