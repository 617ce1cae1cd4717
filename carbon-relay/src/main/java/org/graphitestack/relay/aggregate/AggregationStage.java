// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.graphitestack.protocol.ReceivedPoints;

/// Gathers points in windows by their own time and makes results of them.
///
/// Any thread may [#take] points in; outputs are spread over shards of one lock each, and a point
/// of a name seen before allocates nothing, but for a percentile's growing store. One timer calls
/// [#flush], once a second or so. Memory is bounded by [AggregationOptions]: what does not fit is
/// dropped and counted, never queued.
///
/// Open windows outlive the process: they are saved when the stage is closed and, in between, every
/// few seconds on the thread that flushes. After `kill -9` the points since the last save are
/// missing from windows that were open; a window whose result has gone out since is sent once more
/// without them. Windows of a rule that is no longer in force at the next start are left out.
public final class AggregationStage implements AutoCloseable {

  private static final Logger LOG = System.getLogger(AggregationStage.class.getName());
  private static final int ALL_RULES = -1;
  private static final long MILLIS_PER_SECOND = 1000;
  private static final int SHARDS = 64;
  private static final int HAND_OVER_POINTS = 512;
  private static final int SAVE_PAUSE = 20;

  /// The rules in force with their states, at the same places.
  private record Current(AggregationRules rules, RuleState[] states, boolean needsClock) {}

  private final AggregationOptions options;
  private final StateFile file;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Budget budget;
  private final List<Shard> shards;
  private volatile Current current;

  // What follows belongs to this object's lock.
  private final List<RuleState> touched = new ArrayList<>();
  private long saveDueNanos;
  private boolean savedEmpty;
  private boolean saveFails;

  private final AtomicLong saves = new AtomicLong();
  private final AtomicLong failedSaves = new AtomicLong();
  private final AtomicLong damagedStates = new AtomicLong();

  private AggregationStage(
      AggregationRules rules,
      AggregationOptions options,
      Path folder,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.options = options;
    this.file = new StateFile(folder);
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.budget = new Budget(options.maxWindows(), options.maxBytes());
    this.shards =
        IntStream.range(0, SHARDS).mapToObj(_ -> new Shard(options, budget, nanoTime)).toList();
    this.current = current(rules, Map.of());
    this.saveDueNanos = nanoTime.getAsLong() + options.saveEvery().toNanos();
  }

  /// Opens the stage with the windows that were open when it was closed or killed. A saved state
  /// that is damaged is set aside, counted and logged, and the stage begins empty.
  ///
  /// @param folder where the state is kept; made if it is not there. One stage only may have it.
  /// @param clock says which windows are running, late and expired
  /// @param nanoTime measures from round to round
  public static AggregationStage open(
      AggregationRules rules,
      AggregationOptions options,
      Path folder,
      InstantSource clock,
      LongSupplier nanoTime)
      throws IOException {
    Files.createDirectories(folder);
    var stage = new AggregationStage(rules, options, folder, clock, nanoTime);
    stage.restore();
    return stage;
  }

  /// Takes one point in by all rules. May be called by many threads at once.
  ///
  /// @return whether a rule matched, which is what decides if the point goes on
  public Taken take(ReceivedPoints points, int index) {
    return take(points, index, ALL_RULES);
  }

  /// Takes one point in by one rule alone, for relays whose aggregates stand among other rules.
  ///
  /// @param rule its place among the rules in force
  /// @return whether that rule matched
  public Taken take(ReceivedPoints points, int index, int rule) {
    var now = current;
    var bytes = points.bytes();
    var offset = points.nameOffset(index);
    var end = offset + points.nameLength(index);
    var feeds = now.rules.feeds(bytes, offset, end - offset);
    var seconds =
        feeds.length > 0 && now.needsClock ? Math.floorDiv(clock.millis(), MILLIS_PER_SECOND) : 0;
    var taken = Taken.UNMATCHED;
    for (var feed : feeds) {
      if (rule != ALL_RULES && rule != feed.rule()) {
        continue;
      }
      var output = feed.output();
      shardOf(output)
          .feed(
              now.states[feed.rule()], feed, points.timestamp(index), points.value(index), seconds);
      if (Arrays.equals(output.bytes, 0, output.bytes.length, bytes, offset, end)) {
        taken = Taken.MATCHED_ITS_OWN_OUTPUT;
      } else if (taken == Taken.UNMATCHED) {
        taken = Taken.MATCHED;
      }
    }
    return taken;
  }

  /// Sends all results that are due, and saves the state if it is time. Results that `out` fails to
  /// take are handed to it again by the next flush.
  public synchronized void flush(GeneratedPoints out) {
    handOver(out, 1);
    var now = Math.floorDiv(clock.millis(), MILLIS_PER_SECOND);
    var nanos = nanoTime.getAsLong();
    for (var shard : shards) {
      for (var from = 0; from >= 0; ) {
        from = shard.compute(from, now, nanos, touched);
        handOver(out, HAND_OVER_POINTS);
      }
    }
    handOver(out, 1);
    if (nanos - saveDueNanos >= 0) {
      trySave();
      var end = nanoTime.getAsLong();
      saveDueNanos = end + Math.max(options.saveEvery().toNanos(), (end - nanos) * SAVE_PAUSE);
    }
  }

  /// Puts new rules in force. Rules that stay keep their open windows and their counters; windows
  /// of rules that go are sent as they are by the next flush.
  public synchronized void replaceRules(AggregationRules rules) {
    var old = current;
    var known = new HashMap<AggregationRule, RuleState>();
    for (var state : old.states) {
      known.put(state.rule, state);
    }
    current = current(rules, known);
    for (var state : current.states) {
      known.remove(state.rule);
    }
    if (!known.isEmpty()) {
      known.values().forEach(state -> state.retired = true);
      shards.forEach(Shard::retire);
    }
  }

  /// The rules in force.
  public AggregationRules rules() {
    return current.rules;
  }

  public AggregationFigures figures() {
    var now = current;
    return new AggregationFigures(
        Arrays.stream(now.states).map(RuleState::figures).toList(),
        budget.outputs.sum(),
        budget.windows(),
        budget.bufferedPoints.sum(),
        budget.bytes(),
        now.rules.memoBytes(),
        saves.get(),
        failedSaves.get(),
        damagedStates.get());
  }

  /// Saves the open windows. Points must have stopped coming; what a last [#flush] does not send is
  /// sent after the next start.
  ///
  /// @throws IOException if the state cannot be saved
  @Override
  public synchronized void close() throws IOException {
    save();
  }

  private Current current(AggregationRules rules, Map<AggregationRule, RuleState> known) {
    var states = new HashMap<>(known);
    var inOrder =
        rules.rules().stream()
            .map(rule -> states.computeIfAbsent(rule, RuleState::new))
            .toArray(RuleState[]::new);
    var needsClock =
        options.allowedLateness().isPresent()
            || Arrays.stream(inOrder).anyMatch(state -> state.expires);
    return new Current(rules, inOrder, needsClock);
  }

  private Shard shardOf(OutputName output) {
    return shards.get((int) (output.hash >>> 58));
  }

  private void handOver(GeneratedPoints out, int atLeast) {
    for (var i = touched.size() - 1; i >= 0; i--) {
      var state = touched.get(i);
      if (state.results.size() >= atLeast) {
        out.accept(state.rule, state.results);
        state.results.clear();
        touched.remove(i);
      }
    }
  }

  private void trySave() {
    try {
      save();
      saveFails = false;
    } catch (IOException failure) {
      failedSaves.incrementAndGet();
      if (!saveFails) {
        LOG.log(Level.ERROR, "open windows cannot be saved, tried again every while: " + failure);
      }
      saveFails = true;
    }
  }

  private void save() throws IOException {
    var empty = budget.windows() == 0;
    if (empty && savedEmpty) {
      return;
    }
    file.save(List.of(current.states), shards, nanoTime.getAsLong());
    savedEmpty = empty;
    saves.incrementAndGet();
  }

  private synchronized void restore() throws IOException {
    var known = new HashMap<String, RuleState>();
    for (var state : current.states) {
      known.putIfAbsent(state.rule.text(), state);
    }
    var read = new ArrayList<SavedSeries>();
    var gone = new int[1];
    try {
      file.load(
          known,
          (series, untilRound) -> {
            if (series == null) {
              gone[0]++;
            } else {
              read.add(new SavedSeries(series, untilRound));
            }
          });
    } catch (DamagedStateException damage) {
      damagedStates.incrementAndGet();
      LOG.log(
          Level.WARNING,
          "open windows of the last run are lost: "
              + damage.getMessage()
              + "; set aside as "
              + file.setAside());
      return;
    }
    var without = 0;
    for (var saved : read) {
      if (!shardOf(saved.series.output).restore(saved.series, saved.untilRound)) {
        without++;
      }
    }
    if (gone[0] > 0 || without > 0) {
      LOG.log(
          Level.WARNING,
          "saved outputs left out: "
              + gone[0]
              + " of rules no longer in force, "
              + without
              + " for want of room");
    }
  }

  private record SavedSeries(OutputSeries series, long untilRound) {}
}
