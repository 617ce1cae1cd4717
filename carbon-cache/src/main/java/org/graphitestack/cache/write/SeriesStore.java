// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.write;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.graphitestack.cache.ledger.CacheLedger;
import org.graphitestack.cache.ledger.DropReason;
import org.graphitestack.cache.memory.BackOff;
import org.graphitestack.cache.memory.StorageState;
import org.graphitestack.cache.memory.TakenPoints;
import org.graphitestack.cache.memory.WaitingPoints;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.storage.CorruptSeriesException;
import org.graphitestack.storage.NoSuchSeriesException;
import org.graphitestack.storage.SeriesWriter;
import org.graphitestack.storage.UnstorablePathException;

/// Brings the points of one series into storage, creating it if need be, and decides what a failure
/// means:
///
/// | the storage says | the points |
/// |---|---|
/// | no create allowed yet | wait in memory |
/// | no such series (somebody removed it) | wait, the series is created next time |
/// | can never be stored | are set aside, for ever |
/// | damaged | are set aside; after a quarter of a minute it is tried again |
/// | anything else | wait and are tried again after 1, 2, 4 … 60 seconds |
///
/// Thread-safe; one series is only ever in one writer's hands, because [WaitingPoints#take] gives
/// it to one.
final class SeriesStore {

  /// Carbon's LOG_CREATES and LOG_UPDATES turn these loggers on.
  private static final Logger CREATES = System.getLogger("graphite.creates");

  private static final Logger UPDATES = System.getLogger("graphite.updates");

  private static final int MAX_BACK_OFF_SECONDS = 60;

  /// Whoever mends a file and sends again what was set aside should not wait for long; a look at a
  /// damaged file costs little.
  private static final int DAMAGED_SECONDS = 15;

  private static final BackOff DOUBLING =
      failures ->
          failures > 6 ? MAX_BACK_OFF_SECONDS : Math.min(MAX_BACK_OFF_SECONDS, 1 << (failures - 1));

  private final WaitingPoints memory;
  private final SeriesWriter storage;
  private final Supplier<SchemaRules> schemas;
  private final CreateGate creates;
  private final FairShare shares;
  private final CacheLedger ledger;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final FailureLog failures;
  private final Quarantine quarantine = new Quarantine();

  SeriesStore(
      WaitingPoints memory,
      SeriesWriter storage,
      Supplier<SchemaRules> schemas,
      CreateGate creates,
      FairShare shares,
      CacheLedger ledger,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.memory = memory;
    this.storage = storage;
    this.schemas = schemas;
    this.creates = creates;
    this.shares = shares;
    this.ledger = ledger;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.failures = new FailureLog(nanoTime);
  }

  List<QuarantinedSeries> quarantined() {
    return quarantine.all();
  }

  /// Writes what waits for a series; does nothing if it may not be created yet or nothing waits.
  void write(int series) {
    var state = memory.state(series);
    var mayCreate = state == StorageState.ABSENT && creates.tryTake();
    if (state == StorageState.ABSENT && !mayCreate) {
      return;
    }
    var taken = memory.take(series);
    if (taken == null) {
      return;
    }
    try {
      state = prepared(taken, state, mayCreate);
      if (state == StorageState.ABSENT) {
        memory.restore(taken, state);
        return;
      }
      write(taken);
    } catch (UnstorablePathException unstorable) {
      quarantine(taken, DropReason.UNSTORABLE, unstorable);
    } catch (CorruptSeriesException corrupt) {
      quarantine(taken, DropReason.CORRUPT, corrupt);
    } catch (NoSuchSeriesException _) {
      memory.restore(taken, StorageState.ABSENT);
    } catch (IOException | RuntimeException | Error failure) {
      ledger.countError();
      memory.restoreAfterFailure(taken, DOUBLING);
      failures.say(
          Level.WARNING, taken.path() + " was not written, it will be tried again", failure);
    }
  }

  /// Creates the series if it is not there and may be created.
  private StorageState prepared(TakenPoints taken, StorageState state, boolean mayCreate)
      throws IOException {
    var path = taken.path();
    if (state == StorageState.PRESENT || (state == StorageState.UNKNOWN && storage.exists(path))) {
      return StorageState.PRESENT;
    }
    if (!mayCreate && !creates.tryTake()) {
      return StorageState.ABSENT;
    }
    try {
      var layout = schemas.get().layoutFor(path);
      storage.create(path, layout);
      ledger.countCreate();
      shares.created(memory.top(taken.series()), memory.group(taken.series()));
      CREATES.log(Level.DEBUG, () -> path + " created: " + layout);
    } catch (FileAlreadyExistsException _) {
      // somebody else was quicker, which is as good
    }
    return StorageState.PRESENT;
  }

  private void write(TakenPoints taken) throws IOException {
    var points = taken.points();
    var started = nanoTime.getAsLong();
    var leftOut = storage.write(taken.path(), points, clock.instant().getEpochSecond());
    var nanos = nanoTime.getAsLong() - started;
    ledger.countWrite(points.size() - leftOut, nanos);
    UPDATES.log(
        Level.DEBUG,
        () -> taken.path() + ": " + points.size() + " points in " + nanos / 1_000_000.0 + " ms");
    if (leftOut > 0) {
      ledger.countDropped(DropReason.TOO_OLD, leftOut);
    }
    memory.stored(taken);
    quarantine.release(taken.path());
  }

  private void quarantine(TakenPoints taken, DropReason reason, IOException cause) {
    ledger.countError();
    memory.giveUp(taken, reason, DAMAGED_SECONDS);
    quarantine.add(
        new QuarantinedSeries(
            taken.path(), reason, String.valueOf(cause.getMessage()), clock.instant()));
    failures.say(
        Level.WARNING, taken.points().size() + " points not stored, " + reason.sentence(), cause);
  }
}
