// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.benchmarks.graph;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.graphitestack.web.graph.GraphRenderer;
import org.graphitestack.web.series.TimeSeries;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A picture from series to PNG bytes. Budget: tenSeries below 15 ms.
///
/// ```
/// mvn -q -pl benchmarks -am -DskipTests package
/// mvn -q -pl benchmarks dependency:build-classpath -Dmdep.outputFile=target/classpath
/// java -cp benchmarks/target/classes:$(cat benchmarks/target/classpath) org.openjdk.jmh.Main PngBenchmark
/// ```
///
/// tenSeries on two cores busy with other work (load average 9), 2026-11: 9.4 ± 4.2 ms. CPU time of
/// the drawing thread for such a picture: 5.8 ms (layout 0.4, painting 3.0, PNG 2.3); with Java2D's
/// strokes and 256 degrees of covering it was 14.5 ms (0.6, 10.6, 3.4) in the same minute.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PngBenchmark {

  private static final int POINTS = 1440;
  private static final long START = 1_750_000_020;
  private static final Map<String, String> LARGE = Map.of("width", "800", "height", "400");
  private static final Map<String, String> STACKED =
      Map.of("width", "800", "height", "400", "areaMode", "stacked");
  private static final Map<String, String> TRANSLUCENT =
      Map.of("width", "800", "height", "400", "areaMode", "stacked", "areaAlpha", "0.5");

  private final GraphRenderer renderer = GraphRenderer.create();
  private final List<TimeSeries> series = new ArrayList<>();
  private BufferedImage picture = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);

  @Setup
  public void makeSeries() throws IOException {
    var random = new Random(1);
    for (int i = 0; i < 10; i++) {
      double[] values = new double[POINTS];
      double value = 100 * i + 500;
      for (int point = 0; point < POINTS; point++) {
        value += random.nextGaussian() * 5;
        values[point] = value;
      }
      series.add(oneOf("servers.web0" + i + ".cpu", values));
    }
    picture = ImageIO.read(new ByteArrayInputStream(tenSeries()));
  }

  private static TimeSeries oneOf(String name, double[] values) {
    return new TimeSeries(
        name,
        name,
        Map.of("name", name),
        START,
        START + 60L * values.length,
        60,
        values,
        false,
        "average",
        1,
        0,
        Map.of());
  }

  private byte[] draw(List<TimeSeries> drawn, Map<String, String> parameters) {
    return renderer.lines(drawn, parameters, ZoneOffset.UTC, 0, 0).bytes();
  }

  @Benchmark
  public byte[] tenSeries() {
    return draw(series, LARGE);
  }

  @Benchmark
  public byte[] tenSeriesStacked() {
    return draw(series, STACKED);
  }

  @Benchmark
  public byte[] tenSeriesStackedTranslucent() {
    return draw(series, TRANSLUCENT);
  }

  @Benchmark
  public byte[] oneSeriesDefaultSize() {
    return draw(series.subList(0, 1), Map.of());
  }

  /// What the JDK's encoder alone takes for the picture of [#tenSeries].
  @Benchmark
  public byte[] imageIo() throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", out);
    return out.toByteArray();
  }
}
