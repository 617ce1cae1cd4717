// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// How a whisper tree is kept.
///
/// @param root the data folder (`LOCAL_DATA_DIR`)
/// @param allocation how new files get their space (`WHISPER_SPARSE_CREATE`,
///   `WHISPER_FALLOCATE_CREATE`)
/// @param lock whether writes take the `flock` of the file, as other writers of the tree may do
///   (`WHISPER_LOCK_WRITES`)
/// @param force whether every write is forced to the disk (`WHISPER_AUTOFLUSH`)
/// @param mappedFiles most files mapped at a time; 0 to use channels only; no more are used than
///   [#mappedFilesOfThisMachine], whatever is asked for
/// @param recheck how long a mapped file may have been replaced by others before that is noticed
/// @param quarantine how long a corrupt file is not read again
/// @param clock wall time, for what is compared with times of the file system
/// @param nanoTime elapsed time in nanoseconds
public record WhisperOptions(
    Path root,
    FileAllocation allocation,
    boolean lock,
    boolean force,
    int mappedFiles,
    Duration recheck,
    Duration quarantine,
    InstantSource clock,
    LongSupplier nanoTime) {

  private static final int MAPPED_FILES_LIMIT = 16_384;
  private static final int MAPPED_FILES_WHERE_UNKNOWN = 1_024;

  public WhisperOptions {
    if (mappedFiles < 0) {
      throw new IllegalArgumentException("mappedFiles: " + mappedFiles + " (expected: >= 0)");
    }
    if (recheck.isNegative()) {
      throw new IllegalArgumentException("recheck: " + recheck + " (expected: >= 0)");
    }
    if (quarantine.isNegative()) {
      throw new IllegalArgumentException("quarantine: " + quarantine + " (expected: >= 0)");
    }
  }

  /// The defaults: new files zero-filled, no locks, no forcing, as many mapped files as
  /// [#mappedFilesOfThisMachine], recheck after a second, quarantine of a minute.
  public static WhisperOptions of(Path root, InstantSource clock, LongSupplier nanoTime) {
    return new WhisperOptions(
        root,
        FileAllocation.RESERVED,
        false,
        false,
        mappedFilesOfThisMachine(),
        Duration.ofSeconds(1),
        Duration.ofMinutes(1),
        clock,
        nanoTime);
  }

  public WhisperOptions withAllocation(FileAllocation value) {
    return new WhisperOptions(
        root, value, lock, force, mappedFiles, recheck, quarantine, clock, nanoTime);
  }

  public WhisperOptions withLock(boolean value) {
    return new WhisperOptions(
        root, allocation, value, force, mappedFiles, recheck, quarantine, clock, nanoTime);
  }

  public WhisperOptions withForce(boolean value) {
    return new WhisperOptions(
        root, allocation, lock, value, mappedFiles, recheck, quarantine, clock, nanoTime);
  }

  public WhisperOptions withMappedFiles(int value) {
    return new WhisperOptions(
        root, allocation, lock, force, value, recheck, quarantine, clock, nanoTime);
  }

  public WhisperOptions withRecheck(Duration value) {
    return new WhisperOptions(
        root, allocation, lock, force, mappedFiles, value, quarantine, clock, nanoTime);
  }

  public WhisperOptions withQuarantine(Duration value) {
    return new WhisperOptions(
        root, allocation, lock, force, mappedFiles, recheck, value, clock, nanoTime);
  }

  /// A quarter of the mappings that Linux allows a process, at most 16384: running out of them ends
  /// the Java machine, and it needs some itself.
  public static int mappedFilesOfThisMachine() {
    // Not Files.readString: it reads one byte first, and of these files nothing comes after that.
    try (var limit = Files.newBufferedReader(Path.of("/proc/sys/vm/max_map_count"))) {
      return (int) Math.min(MAPPED_FILES_LIMIT, Long.parseLong(limit.readLine()) / 4);
    } catch (IOException | NumberFormatException _) {
      return MAPPED_FILES_WHERE_UNKNOWN;
    }
  }
}
