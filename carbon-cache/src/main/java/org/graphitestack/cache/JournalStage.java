// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.graphitestack.cache.journal.Journal;
import org.graphitestack.cache.journal.JournalConfig;
import org.graphitestack.cache.journal.QuarantineLog;
import org.graphitestack.cache.ledger.CacheLedger;
import org.graphitestack.cache.memory.FlowControl;
import org.graphitestack.cache.memory.WaitingPoints;
import org.graphitestack.log.LogEnvironment;
import org.graphitestack.protocol.PointSink;

/// The journal of a cache with everything that runs for it: the front that fills it, the replay at
/// the start, the keeper that keeps it short.
final class JournalStage {

  private static final Logger LOG = System.getLogger(JournalStage.class.getName());
  private static final long KEEP_MILLIS = 500;

  private final Journal journal;
  private final JournalledPoints front;
  private final JournalReplay replay;
  private final JournalKeeper keeper;
  private final QuarantineLog quarantine;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("journal-keeper").factory());

  private JournalStage(
      Journal journal,
      QuarantineLog quarantine,
      JournalConfig config,
      WaitingPoints memory,
      Runnable startWriters,
      FlowControl flow,
      CacheLedger ledger,
      LongSupplier nanoTime) {
    this.journal = journal;
    this.quarantine = quarantine;
    this.front = new JournalledPoints(journal, memory, flow);
    this.replay = new JournalReplay(journal, front, memory, ledger, startWriters);
    this.keeper =
        new JournalKeeper(journal, front, memory, ledger, replay, config.hold(), nanoTime);
  }

  /// Opens the journal; nothing is read back before [#start].
  ///
  /// @param quarantine maintained along with the journal, and closed with it
  /// @param startWriters called when writers may begin, perhaps more than once
  /// @param flow holds senders back while the journal has no room
  static JournalStage open(
      JournalConfig config,
      LogEnvironment environment,
      QuarantineLog quarantine,
      WaitingPoints memory,
      Runnable startWriters,
      FlowControl flow,
      CacheLedger ledger)
      throws IOException {
    return new JournalStage(
        Journal.open(config, environment),
        quarantine,
        config,
        memory,
        startWriters,
        flow,
        ledger,
        environment.nanoTime());
  }

  /// Takes points, into the journal and memory.
  PointSink sink() {
    return front;
  }

  Journal journal() {
    return journal;
  }

  /// Whether points of an earlier process are still being read back.
  boolean replaying() {
    return front.replaying();
  }

  /// The journal's end, when every batch before it is in memory or waits to be read back.
  long end() {
    return front.end();
  }

  /// Begins to read back what an earlier process left.
  void start() {
    replay.start();
    var _ =
        thread.scheduleWithFixedDelay(this::keep, KEEP_MILLIS, KEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  /// Stops reading back; what was not read stays for the next process.
  void stopReplay() {
    replay.close();
  }

  /// Gives back what is stored, and closes the files.
  void close() throws IOException {
    thread.close();
    try (quarantine;
        journal) {
      keeper.release();
    }
  }

  private void keep() {
    try {
      keeper.keep();
      quarantine.maintain();
    } catch (RuntimeException failure) {
      LOG.log(Level.ERROR, "the journal could not be kept short", failure);
    }
  }
}
