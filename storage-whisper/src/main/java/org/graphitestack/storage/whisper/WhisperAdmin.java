// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.NoSuchSeriesException;
import org.graphitestack.storage.SeriesAdmin;
import org.jspecify.annotations.Nullable;

/// Removes, renames and changes series of a whisper tree.
final class WhisperAdmin implements SeriesAdmin {

  private final SeriesAccess access;
  private final Path root;
  private final InstantSource clock;

  WhisperAdmin(SeriesAccess access, Path root, InstantSource clock) {
    this.access = access;
    this.root = root;
    this.clock = clock;
  }

  @Override
  public void delete(MetricPath path) throws IOException {
    var name = SeriesNames.storedName(path);
    var file = access.file(path, name);
    var lock = access.locks().forWriting(name);
    lock.lock();
    try {
      access.forget(name);
      Files.delete(file);
    } catch (FileSystemException e) {
      throw missingOr(e, path, file);
    } finally {
      lock.unlock();
    }
    removeEmptyFoldersAbove(file);
  }

  @Override
  public void rename(MetricPath from, MetricPath to) throws IOException {
    var oldName = SeriesNames.storedName(from);
    var newName = SeriesNames.storedName(to);
    var source = access.file(from, oldName);
    var target = access.file(to, newName);
    access.locks().lockBoth(oldName, newName);
    try {
      if (Files.notExists(source)) {
        throw new NoSuchSeriesException(from, "no file " + source);
      }
      if (Files.exists(target)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      access.forget(oldName);
      access.forget(newName);
      createFoldersAbove(target);
      Files.move(source, target);
    } finally {
      access.locks().unlockBoth(oldName, newName);
    }
    removeEmptyFoldersAbove(source);
  }

  @Override
  public AggregationMethod setAggregation(MetricPath path, AggregationMethod method)
      throws IOException {
    // an operation may be done twice: what it finds the first time is what was there before
    var before = new AtomicReference<@Nullable AggregationMethod>();
    return access.write(
        path,
        clock.instant().getEpochSecond(),
        (file, scratch) -> {
          var found = file.header().aggregation();
          before.compareAndSet(null, found);
          file.setAggregation(method, scratch);
          return Objects.requireNonNullElse(before.get(), found);
        });
  }

  static void createFoldersAbove(Path file) throws IOException {
    var folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
  }

  private static IOException missingOr(FileSystemException fault, MetricPath path, Path file) {
    return Files.notExists(file) ? new NoSuchSeriesException(path, "no file " + file) : fault;
  }

  /// Up to the root; a folder reached through a symbolic link stays.
  void removeEmptyFoldersAbove(Path file) throws IOException {
    var folder = file.getParent();
    while (folder != null && !folder.equals(root) && !Files.isSymbolicLink(folder)) {
      try {
        Files.delete(folder);
      } catch (DirectoryNotEmptyException _) {
        return;
      } catch (NoSuchFileException _) {
        // Another deletion was faster.
      }
      folder = folder.getParent();
    }
  }
}
