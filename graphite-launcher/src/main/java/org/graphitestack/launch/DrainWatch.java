// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.graphitestack.relay.destination.RunnerFigures;
import org.graphitestack.relay.spool.SpoolFigures;

/// Follows the draining of one spool: when it is done, when it is to be given up, what to tell.
/// Belongs to one thread.
final class DrainWatch {

  private static final long TELL_AFTER = Duration.ofSeconds(1).toNanos();

  private final long patience;
  private final LongSupplier nanoTime;
  private final long begun;
  private long settled = -1;
  private long movedAt;
  private long toldAt;

  /// What a look found.
  enum Outcome {
    GOES_ON,
    /// The destination has everything.
    EMPTY,
    /// Nothing moved for too long.
    STUCK
  }

  /// @param patience how long nothing may move
  DrainWatch(Duration patience, LongSupplier nanoTime) {
    this.patience = patience.toNanos();
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
    this.movedAt = begun;
    this.toldAt = begun;
  }

  Outcome look(SpoolFigures spool) {
    if (spool.queued() == 0) {
      return Outcome.EMPTY;
    }
    var now = nanoTime.getAsLong();
    var done = spool.delivered() + spool.lost();
    if (done != settled) {
      settled = done;
      movedAt = now;
    }
    return now - movedAt >= patience ? Outcome.STUCK : Outcome.GOES_ON;
  }

  /// Whether it is time to tell how far it got; then not again for a second.
  boolean isTimeToTell() {
    var now = nanoTime.getAsLong();
    if (now - toldAt < TELL_AFTER) {
      return false;
    }
    toldAt = now;
    return true;
  }

  /// How far it got, in a few words.
  String progress(SpoolFigures spool, RunnerFigures runner) {
    var seconds = Math.max(1, (nanoTime.getAsLong() - begun) / Duration.ofSeconds(1).toNanos());
    var error = runner.lastError();
    return spool.delivered()
        + " of "
        + spool.foundQueued()
        + " points delivered, "
        + spool.delivered() / seconds
        + " a second"
        + (error == null ? "" : "; " + error.message());
  }
}
