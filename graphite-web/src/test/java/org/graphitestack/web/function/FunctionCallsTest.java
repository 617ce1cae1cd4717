// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.graphitestack.web.render.InvalidRenderException;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.render.RenderRequest;
import org.graphitestack.web.render.SampleSeries;
import org.graphitestack.web.series.TimeSeries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls that do not fit, and what users are told.
final class FunctionCallsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          scale(servers.web1.load,"x")         | scale(): parameter "factor": found "x" (expected: a number)
          scale(servers.web1.load)             | scale(): parameter "factor" is missing (expected: a number)
          scale(servers.web1.load,2,3)         | scale(): found 3 arguments (expected: at most 2)
          scale(servers.web1.load,nosuch=2)    | scale(): unknown parameter "nosuch" (expected one of: seriesList, factor)
          scale(servers.web1.load,2,factor=2)  | scale(): parameter "factor" is given twice
          sumSeries(5)                         | sumSeries(): parameter "seriesLists": found 5 (expected: series)
          limit(servers.*.load,1.5)            | limit(): parameter "n": found 1.5 (expected: a whole number)
          summarize(servers.web1.load,"0s")    | summarize(): parameter "intervalString": found "0s" (expected: an interval longer than 0 s)
          aggregate(servers.*.load,"nosuch")   | Unsupported aggregation function: nosuch
          divideSeries(servers.*.load,servers.*.load) | divideSeries(): second argument must reference exactly 1 series (got 3)
          scal(servers.web1.load,2)            | Received request for unknown function: scal at character 1, nearest: scale
          SumSeries(servers.*.load)            | Received request for unknown function: SumSeries at character 1, nearest: sumSeries
          mapSeries(servers.*.load,1)          | found lists of series (expected: one list; mapSeries belongs inside of reduceSeries)
          """)
  void call_thatDoesNotFit_isRefusedWithFoundAndExpected(String target, String message) {
    assertThatThrownBy(() -> rendered(target))
        .isInstanceOf(InvalidRenderException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "(?=a)", "(a)\\1", "a{2000}"})
  void pattern_thatLinearTimeCannotMatch_isRefused(String pattern) {
    assertThatThrownBy(() -> rendered("grep(servers.*.load,\"" + pattern + "\")"))
        .isInstanceOf(InvalidRenderException.class)
        .hasMessageStartingWith("grep(): parameter \"pattern\": found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          (\\w+)\\.(\\w+)\\.(\\w+)   | \\2-\\g<3>       | web1-load
          (?P<first>\\w+)\\..*       | \\g<first>.$1    | servers.$1
          web(\\d)                   | \\\\<\\g<0>>     | servers.\\<web1>.load
          nothing                    | x                | servers.web1.load
          """)
  void aliasSub_replacement_isPythons(String search, String replace, String name) {
    var target = "aliasSub(servers.web1.load,\"" + search + "\",\"" + replace + "\")";

    assertThat(rendered(target)).extracting(TimeSeries::name).containsExactly(name);
  }

  @Test
  void aliasSub_groupThatDoesNotExist_isRefused() {
    assertThatThrownBy(() -> rendered("aliasSub(servers.web1.load,\"web\",\"\\1\")"))
        .hasMessageContaining("groups up to 0");
  }

  private static List<TimeSeries> rendered(String target) {
    var samples = new SampleSeries();
    try (var engine =
        RenderEngine.open(
            samples, samples, FunctionRegistry.create(), RenderEngine.Settings.DEFAULT, () -> 0L)) {
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
