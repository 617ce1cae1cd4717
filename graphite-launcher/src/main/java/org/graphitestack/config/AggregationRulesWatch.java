// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.graphitestack.relay.aggregate.AggregationRule;
import org.jspecify.annotations.Nullable;

/// Looks now and then whether aggregation-rules.conf has changed, and hands over the new rules. A
/// file that cannot be understood, or is gone, changes nothing: the rules in force stay, and the log
/// says why. (Carbon stops looking after a bad line, and forgets all rules when the file is gone.)
public final class AggregationRulesWatch implements AutoCloseable {

  private static final Logger LOG = System.getLogger(AggregationRulesWatch.class.getName());

  private final AggregationRulesFile file;
  private final Consumer<List<AggregationRule>> changed;
  private FileStamp seen;
  private @Nullable ScheduledFuture<?> looking;

  AggregationRulesWatch(AggregationRulesFile file, Consumer<List<AggregationRule>> changed) {
    this.file = file;
    this.changed = changed;
    this.seen = FileStamp.of(file.path());
  }

  /// Starts to watch the file as it is now; whoever has loaded it calls this right afterwards.
  ///
  /// @param changed gets the new rules, on the scheduler's thread
  /// @param scheduler stays the caller's to shut down
  public static AggregationRulesWatch start(
      AggregationRulesFile file,
      Consumer<List<AggregationRule>> changed,
      ScheduledExecutorService scheduler,
      Duration every) {
    var watch = new AggregationRulesWatch(file, changed);
    watch.looking =
        scheduler.scheduleWithFixedDelay(
            watch::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  /// Loads the file if it has changed since the last look.
  public synchronized void look() {
    var now = FileStamp.of(file.path());
    if (now.equals(seen)) {
      return;
    }
    seen = now;
    try {
      var rules = file.load();
      changed.accept(rules);
      LOG.log(Level.INFO, rules.size() + " aggregation rules read again: " + file.path());
    } catch (IOException | InvalidConfigException | RuntimeException failure) {
      LOG.log(Level.ERROR, "the aggregation rules in force stay: " + failure);
    }
  }

  @Override
  public void close() {
    if (looking != null) {
      looking.cancel(false);
    }
  }
}
