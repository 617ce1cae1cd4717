// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.graphitestack.web.format.PythonJson;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.render.RenderRequest;
import org.graphitestack.web.render.SampleSeries;
import org.graphitestack.web.series.TimeSeries;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What functions say about themselves is true: their examples work, and `/functions` shows what
/// graphite-web shows.
final class FunctionExamplesTest {

  private static final FunctionRegistry FUNCTIONS = FunctionRegistry.create();

  @TestFactory
  List<DynamicTest> example_ofEveryFunction_givesSeriesWithValues() {
    var tests = new ArrayList<DynamicTest>();
    for (var function : AllFunctions.list()) {
      assertThat(function.signature().examples()).as(function.toString()).isNotEmpty();
      assertThat(function.signature().description()).as(function.toString()).isNotBlank();
      for (var example : function.signature().examples()) {
        tests.add(
            DynamicTest.dynamicTest(
                example,
                () ->
                    assertThat(rendered(example))
                        .isNotEmpty()
                        .anyMatch(s -> Aggregator.known(s.values(), 0, s.values().length) > 0)));
      }
    }
    return tests;
  }

  @TestFactory
  List<DynamicTest> description_ofEveryFunction_isAsRecorded() throws IOException {
    var tests = new ArrayList<DynamicTest>();
    var shown = FUNCTIONS.descriptions();
    try (var in = FunctionExamplesTest.class.getResourceAsStream("functions.tsv")) {
      for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        var parts = line.split("\t", -1);
        tests.add(
            DynamicTest.dynamicTest(
                parts[0],
                () -> {
                  var ours = Objects.requireNonNull(shown.get(parts[0]));
                  assertThat(ours.get("group")).isEqualTo(parts[1]);
                  assertThat(ours.get("function")).isEqualTo(parts[2]);
                  assertThat(PythonJson.compact().text(ours.get("params"))).isEqualTo(parts[3]);
                }));
      }
    }
    var graphites = new TreeMap<>(shown);
    graphites.values().removeIf(function -> Boolean.TRUE.equals(function.get("addition")));
    assertThat(graphites).hasSize(tests.size());
    assertThat(graphites.values()).noneMatch(function -> function.containsKey("addition"));
    return tests;
  }

  private static List<TimeSeries> rendered(String target) {
    var samples = new SampleSeries();
    try (var engine =
        RenderEngine.open(
            samples, samples, samples, FUNCTIONS, RenderEngine.Settings.DEFAULT, () -> 0L)) {
      return engine.render(
          new RenderRequest(
              List.of(target),
              SampleSeries.NOW - 3600,
              SampleSeries.NOW,
              SampleSeries.NOW,
              ZoneOffset.UTC,
              0,
              Map.of()));
    }
  }
}
