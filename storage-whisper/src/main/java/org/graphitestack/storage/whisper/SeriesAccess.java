// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.CorruptSeriesException;
import org.graphitestack.storage.NoSuchSeriesException;
import org.graphitestack.storage.UnstorablePathException;
import org.graphitestack.storage.file.BoundedLog;
import org.graphitestack.storage.file.Posix;
import org.graphitestack.storage.file.Quarantine;
import org.jspecify.annotations.Nullable;

/// Runs operations on the files of series: finds the file, takes its lock, reaches it through its
/// mapping or a channel, lends working memory, keeps corrupt files aside. Thread-safe.
final class SeriesAccess implements AutoCloseable {

  /// Something done to an open file; it may be done twice, if a mapping fails half-way, and must
  /// lead to the same then.
  interface Operation<T> {
    T on(SeriesFile file, Scratch scratch) throws IOException;
  }

  private final WhisperOptions options;
  private final SeriesNames names;
  private final FileLocks locks = new FileLocks();
  private final ScratchPool scratches =
      new ScratchPool(4 * Runtime.getRuntime().availableProcessors());
  private final HotSet hotSet;
  private final Quarantine quarantine;
  private final BoundedLog log;
  private final WhisperStatistics statistics;
  private final @Nullable Posix posix;

  SeriesAccess(
      WhisperOptions options, BoundedLog log, WhisperStatistics statistics, @Nullable Posix posix) {
    this.options = options;
    this.names = new SeriesNames(options.root());
    this.hotSet =
        new HotSet(
            Math.min(options.mappedFiles(), WhisperOptions.mappedFilesOfThisMachine()),
            options.recheck().toNanos(),
            options.nanoTime(),
            statistics);
    this.quarantine = new Quarantine(options.quarantine(), options.nanoTime());
    this.log = log;
    this.statistics = statistics;
    this.posix = posix;
  }

  FileLocks locks() {
    return locks;
  }

  ScratchPool scratches() {
    return scratches;
  }

  /// The file of a series.
  ///
  /// @throws UnstorablePathException if no file can be called that
  Path file(MetricPath path, String storedName) throws UnstorablePathException {
    return names.file(path, storedName);
  }

  /// Reads from a series' file; empty if there is none.
  <T> Optional<T> read(MetricPath path, Operation<T> operation) throws IOException {
    var name = SeriesNames.storedName(path);
    var known = quarantine.faultOf(name);
    if (known != null) {
      statistics.refusedQuarantined();
      throw known;
    }
    Path file;
    try {
      file = names.file(path, name);
    } catch (UnstorablePathException _) {
      return Optional.empty();
    }
    var lock = locks.forReading(name);
    var scratch = scratches.take();
    lock.lock();
    try {
      return Optional.of(reach(name, file, false, operation, scratch));
    } catch (FileSystemException e) {
      if (isMissing(file, e)) {
        return readPacked(file, operation, scratch);
      }
      throw e;
    } catch (CorruptSeriesException e) {
      foundCorrupt(name, e);
      throw e;
    } finally {
      lock.unlock();
      scratches.giveBack(scratch);
    }
  }

  private static <T> Optional<T> readPacked(Path file, Operation<T> operation, Scratch scratch)
      throws IOException {
    var packed = PackedFile.of(file);
    return Files.exists(packed)
        ? Optional.of(operation.on(SeriesFile.of(PackedFile.read(packed), scratch), scratch))
        : Optional.empty();
  }

  /// Writes to a series' file, alone.
  ///
  /// @param now epoch seconds, remembered as the time of the write
  /// @throws NoSuchSeriesException if there is none
  <T> T write(MetricPath path, long now, Operation<T> operation) throws IOException {
    var name = SeriesNames.storedName(path);
    var file = names.file(path, name);
    var lock = locks.forWriting(name);
    var scratch = scratches.take();
    lock.lock();
    try (var _ = options.lock() && posix != null ? posix.lock(file) : null) {
      var result = reach(name, file, true, operation, scratch);
      var mapped = hotSet.peek(name);
      if (mapped != null) {
        mapped.written(now);
      }
      return result;
    } catch (FileSystemException e) {
      if (isMissing(file, e)) {
        throw new NoSuchSeriesException(path, "no file " + file);
      }
      throw e;
    } catch (CorruptSeriesException e) {
      foundCorrupt(name, e);
      throw e;
    } finally {
      lock.unlock();
      scratches.giveBack(scratch);
    }
  }

  /// When a series was last written to, in epoch seconds; empty if it does not exist.
  Optional<Long> lastWrite(MetricPath path) throws IOException {
    var name = SeriesNames.storedName(path);
    try {
      var modified = Files.getLastModifiedTime(names.file(path, name)).toMillis() / 1_000;
      var mapped = hotSet.peek(name);
      return Optional.of(mapped == null ? modified : Math.max(modified, mapped.lastWrite()));
    } catch (UnstorablePathException _) {
      return Optional.empty();
    } catch (FileSystemException e) {
      if (isMissing(names.file(path, name), e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// Forgets all that is known of a series' file, which its caller, holding the write lock, is
  /// about to replace.
  void forget(String storedName) {
    hotSet.forget(storedName);
    quarantine.release(storedName);
  }

  private <T> T reach(
      String name, Path file, boolean write, Operation<T> operation, Scratch scratch)
      throws IOException {
    var result = throughMapping(name, file, write, operation, scratch);
    if (result != null) {
      return result;
    }
    return hotSet.wants(name)
        ? throughChannelAndMap(name, file, write, operation, scratch)
        : throughChannel(file, write, operation, scratch);
  }

  /// Null if the file is not mapped, or its mapping failed and is given up.
  private <T> @Nullable T throughMapping(
      String name, Path file, boolean write, Operation<T> operation, Scratch scratch)
      throws IOException {
    try {
      var mapped = hotSet.use(name, file, scratch);
      if (mapped == null || (write && !mapped.writable())) {
        return null;
      }
      var result = done(mapped.series(), write, operation, scratch);
      awaitFault();
      statistics.hitMap();
      return result;
    } catch (InternalError | IllegalStateException | CorruptSeriesException _) {
      // What the mapping showed may be long gone: the channel tells the truth.
      statistics.faultedMap();
      hotSet.forget(name);
      return null;
    }
  }

  /// A fault under a mapping is thrown at a later point where the Java machine looks for such
  /// things. Returning from a native method is one; this is a cheap one.
  private void awaitFault() {
    Thread.holdsLock(this);
  }

  private <T> T throughChannel(Path file, boolean write, Operation<T> operation, Scratch scratch)
      throws IOException {
    try (var bytes =
        write ? ChannelBytes.openForWriting(file) : ChannelBytes.openForReading(file)) {
      return done(SeriesFile.of(bytes, scratch), write, operation, scratch);
    }
  }

  private <T> T throughChannelAndMap(
      String name, Path file, boolean write, Operation<T> operation, Scratch scratch)
      throws IOException {
    var readAt = options.nanoTime().getAsLong();
    var attributes = Files.readAttributes(file, BasicFileAttributes.class);
    try (var bytes = write ? ChannelBytes.openForWriting(file) : ChannelBytes.openAsAllowed(file)) {
      var series = SeriesFile.of(bytes, scratch);
      var result = done(series, write, operation, scratch);
      try {
        hotSet.add(name, bytes, series.header(), attributes, readAt);
      } catch (IOException e) {
        log.warn("cannot map " + file + ", going on without: " + e.getMessage());
      }
      return result;
    }
  }

  private <T> T done(SeriesFile series, boolean write, Operation<T> operation, Scratch scratch)
      throws IOException {
    var result = operation.on(series, scratch);
    if (write && options.force()) {
      series.bytes().force();
    }
    return result;
  }

  private void foundCorrupt(String name, CorruptSeriesException fault) {
    statistics.foundCorrupt();
    quarantine.add(name, fault);
    log.warn("corrupt series: " + fault.getMessage());
  }

  /// Also if a folder on the way is no folder.
  private static boolean isMissing(Path file, FileSystemException fault) {
    return !(fault instanceof AccessDeniedException) && Files.notExists(file);
  }

  @Override
  public void close() {
    hotSet.close();
  }
}
