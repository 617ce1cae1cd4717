// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.graphitestack.storage.MergedValues;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.TimeWindow;
import org.graphitestack.storage.tag.TagIndex;
import org.graphitestack.web.cluster.Allowance;
import org.graphitestack.web.cluster.Cluster;
import org.graphitestack.web.cluster.Gathered;
import org.graphitestack.web.cluster.MissingServers;
import org.graphitestack.web.cluster.RefusedByServerException;
import org.graphitestack.web.cluster.RemoteSeries;
import org.graphitestack.web.cluster.SeriesQuestion;
import org.graphitestack.web.render.Explanation.AskedServer;
import org.graphitestack.web.render.SeriesFetcher.ReadValues;
import org.graphitestack.web.series.Consolidation;
import org.jspecify.annotations.Nullable;

/// What other servers have of the patterns of one fetch; asked for while this server reads its own.
/// Used by one thread, which closes it.
final class ElsewhereFetch implements AutoCloseable {

  private final Future<Gathered<List<RemoteSeries>>> work;
  private final Map<String, Map<String, List<RemoteSeries>>> byPattern = new HashMap<>();
  private List<AskedServer> asked = List.of();

  private ElsewhereFetch(Future<Gathered<List<RemoteSeries>>> work) {
    this.work = work;
  }

  /// Asks, if there is anything to ask for and anybody to ask.
  static ElsewhereFetch begin(
      Cluster cluster,
      Set<String> patterns,
      TimeWindow window,
      ReadOptions reading,
      TagIndex tags,
      BudgetMeter meter) {
    if (cluster.isEmpty() || reading.local() || patterns.isEmpty()) {
      return new ElsewhereFetch(
          CompletableFuture.completedFuture(new Gathered<>(List.of(), List.of(), true)));
    }
    return new ElsewhereFetch(
        cluster.begin(
            new SeriesQuestion(
                patterns,
                window,
                reading.rollUps() == RollUps.OFF ? "" : reading.rollUps().text(),
                reading.stitched(),
                call -> tags.find(TagCall.query(call), meter.seriesLeft() + 1),
                meter.nanosLeft(),
                allowance(meter))));
  }

  private static Allowance allowance(BudgetMeter meter) {
    return new Allowance() {
      @Override
      public void series(String pattern) {
        meter.addSeries(1, pattern);
      }

      @Override
      public void points(int count, String series) {
        meter.addPoints(count, series);
      }

      @Override
      public void check() {
        meter.checkTime("other servers");
      }
    };
  }

  /// Waits for the answers.
  ///
  /// @param nothingHere whether an answer without them would be empty
  /// @param missing where those are noted that have none
  /// @return whether nobody's part is lacking
  boolean await(boolean nothingHere, BudgetMeter meter, MissingServers missing) {
    Gathered<List<RemoteSeries>> gathered;
    try {
      gathered = RenderEngine.awaited(work, meter);
    } catch (RefusedByServerException refused) {
      throw new InvalidRenderException(String.valueOf(refused.getMessage()));
    }
    if (gathered.unknown() && nothingHere) {
      throw gathered.unreachable();
    }
    missing.note(gathered);
    for (var series : Gathered.all(gathered)) {
      byPattern
          .computeIfAbsent(series.pattern(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(series.name(), _ -> new ArrayList<>())
          .add(series);
    }
    asked = asked(gathered);
    return gathered.whole();
  }

  private static List<AskedServer> asked(Gathered<List<RemoteSeries>> gathered) {
    var asked = new ArrayList<AskedServer>();
    for (var answer : gathered.answers()) {
      var points = 0L;
      for (var series : answer.value()) {
        points += series.values().values().length;
      }
      asked.add(
          new AskedServer(answer.server(), answer.value().size(), points, answer.nanos(), ""));
    }
    gathered.missing().forEach(m -> asked.add(new AskedServer(m.server(), 0, 0, 0, m.reason())));
    return asked;
  }

  /// The servers that were asked, once they answered.
  List<AskedServer> asked() {
    return asked;
  }

  /// The series of a pattern by name: what is here, with what others have.
  SortedMap<String, ReadValues> merged(
      String pattern, SortedMap<String, ReadValues> own, ReadOptions reading, BudgetMeter meter) {
    var others = byPattern.getOrDefault(pattern, Map.of());
    if (others.isEmpty()) {
      return own;
    }
    var merged = new TreeMap<>(own);
    others.forEach(
        (name, series) -> merged.put(name, merged(own.get(name), series, reading, meter)));
    return merged;
  }

  private static ReadValues merged(
      @Nullable ReadValues own, List<RemoteSeries> others, ReadOptions reading, BudgetMeter meter) {
    var values = new ArrayList<SeriesValues>();
    if (own != null) {
      values.add(own.values());
    }
    others.forEach(series -> values.add(series.values()));
    var consolidation =
        own != null
            ? own.consolidation()
            : reading.rollUps() == RollUps.OFF || others.getFirst().consolidation().isEmpty()
                ? Consolidation.AVERAGE.text()
                : others.getFirst().consolidation();
    if (values.size() > 1) {
      // coarse values of one server beside a few fine ones of another may become very many
      var points = MergedValues.length(values);
      meter.addPoints((int) Math.min(points, Integer.MAX_VALUE), others.getFirst().name());
    }
    return new ReadValues(MergedValues.of(values), consolidation, 0);
  }

  /// Breaks off what is still on its way.
  @Override
  public void close() {
    work.cancel(true);
  }
}
