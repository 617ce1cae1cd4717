// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.journal;

import java.nio.file.Path;
import java.time.Duration;
import org.graphitestack.log.LogOptions;
import org.graphitestack.log.RecordFormat;
import org.graphitestack.log.WhenFull;

/// Where and how a cache keeps its journal. All keys are ours: carbon has no journal.
///
/// @param folder JOURNAL_DIR, one of each cache's own
/// @param quarantineFolder QUARANTINE_DIR: where points go that storage cannot hold
/// @param quarantineBytes QUARANTINE_MAX_BYTES: how much of them is kept; the oldest make room
/// @param log JOURNAL_FORCE, JOURNAL_MIN_FREE_BYTES, JOURNAL_MAX_BYTES
/// @param hold JOURNAL_HOLD: how long a point stays in the journal after it was stored. The kernel
///   writes what was stored to the disk within about half a minute; a power failure before that
///   takes it, and the journal gives it back
/// @param drainTimeout JOURNAL_DRAIN_TIMEOUT: how long a cache that is told to stop goes on writing
///   at most; what is left then is in the journal
public record JournalConfig(
    Path folder,
    Path quarantineFolder,
    long quarantineBytes,
    LogOptions log,
    Duration hold,
    Duration drainTimeout) {

  /// Enough for about sixteen million points.
  public static final long DEFAULT_QUARANTINE_BYTES = 1L << 30;

  /// Longer than Linux leaves changed pages in memory, which is 30 and a few seconds.
  public static final Duration DEFAULT_HOLD = Duration.ofMinutes(1);

  /// Less than the 90 seconds after which systemd kills what it has told to stop.
  public static final Duration DEFAULT_DRAIN_TIMEOUT = Duration.ofMinutes(1);

  public JournalConfig {
    if (quarantineBytes < QuarantineLog.LEAST_BYTES) {
      throw new IllegalArgumentException(
          "quarantineBytes: "
              + quarantineBytes
              + " (expected: >= "
              + QuarantineLog.LEAST_BYTES
              + ")");
    }
    if (hold.isNegative()) {
      throw new IllegalArgumentException("hold: " + hold + " (expected: >= 0)");
    }
    if (drainTimeout.isNegative()) {
      throw new IllegalArgumentException("drainTimeout: " + drainTimeout + " (expected: >= 0)");
    }
    log = log.withFormat(RecordFormat.LINES).withWhenFull(WhenFull.BLOCK);
  }

  /// The defaults of a log, below the storage folder of an instance.
  public static JournalConfig in(Path storage, String instance) {
    return new JournalConfig(
        storage.resolve("journal").resolve(instance),
        storage.resolve("quarantine").resolve(instance),
        DEFAULT_QUARANTINE_BYTES,
        LogOptions.defaults(),
        DEFAULT_HOLD,
        DEFAULT_DRAIN_TIMEOUT);
  }
}
