// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.benchmarks.render;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.TimeWindow;
import org.graphitestack.web.function.FunctionRegistry;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.render.RenderRequest;
import org.graphitestack.web.series.TimeSeries;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The functions dashboards use most, each over 100 series of a day by minutes (144,000 points)
/// that are in memory; `web.*.cpu` is what finding and handing over costs without a function.
///
/// ```
/// mvn -q -pl benchmarks -am -DskipTests package
/// mvn -q -pl benchmarks dependency:build-classpath -Dmdep.outputFile=target/classpath
/// java -cp benchmarks/target/classes:$(cat benchmarks/target/classpath) org.openjdk.jmh.Main FunctionBenchmark
/// ```
///
/// Microseconds on two cores, 2026-11: without a function 280; aliasByNode 440; sums, averages and
/// scale 730 to 820; asPercent 1300; nonNegativeDerivative 1800; perSecond 3300 (49,000 with
/// decimals); movingAverage 4300. Errors of a third, as the machine is shared.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FunctionBenchmark {

  private static final int SERIES = 100;
  private static final int POINTS = 1440;
  private static final long NOW = 1_750_000_020;

  @Param({
    "web.*.cpu",
    "sumSeries(web.*.cpu)",
    "averageSeries(web.*.cpu)",
    "scale(web.*.cpu,8)",
    "nonNegativeDerivative(web.*.cpu)",
    "perSecond(web.*.cpu)",
    "movingAverage(web.*.cpu,10)",
    "summarize(web.*.cpu,'1hour','max')",
    "aliasByNode(web.*.cpu,1)",
    "asPercent(web.*.cpu)",
    "groupByNode(web.*.cpu,0,'sumSeries')",
    "highestAverage(web.*.cpu,5)"
  })
  private String target = "";

  private final Map<String, double[]> values = new HashMap<>();
  private final List<FoundNode> nodes = new ArrayList<>();
  private final RenderEngine engine =
      RenderEngine.open(
          pattern -> nodes, reader(), FunctionRegistry.create(), withoutCache(), () -> 0);

  @Setup
  public void makeSeries() {
    var random = new Random(1);
    for (int i = 0; i < SERIES; i++) {
      var name = String.format(Locale.ROOT, "web.h%03d.cpu", i);
      values.put(name, random.doubles(POINTS, 0, 1000).toArray());
      nodes.add(new FoundNode(name, true));
    }
  }

  @TearDown
  public void close() {
    engine.close();
  }

  private static RenderEngine.Settings withoutCache() {
    var settings = RenderEngine.Settings.DEFAULT;
    return new RenderEngine.Settings(
        settings.zone(),
        settings.unicodePaths(),
        settings.xFilesFactor(),
        settings.budget(),
        settings.reading(),
        settings.readers(),
        settings.evaluators(),
        settings.maxBytes(),
        0);
  }

  private SeriesReader reader() {
    return new SeriesReader() {
      @Override
      public Optional<SeriesValues> read(MetricPath path, TimeWindow window) {
        return Optional.ofNullable(values.get(path.text()))
            .map(stored -> new SeriesValues(NOW - 60L * POINTS, 60, stored.clone()));
      }

      @Override
      public Optional<SeriesLayout> layout(MetricPath path) {
        return Optional.empty();
      }

      @Override
      public Optional<Long> lastWrite(MetricPath path) {
        return Optional.empty();
      }
    };
  }

  @Benchmark
  public List<TimeSeries> render() {
    return engine.render(
        new RenderRequest(
            List.of(target), NOW - 60L * POINTS, NOW, NOW, ZoneOffset.UTC, 0, Map.of()));
  }
}
