// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.graphitestack.web.event.Event;
import org.graphitestack.web.event.EventQuery;
import org.graphitestack.web.event.EventTags;
import org.graphitestack.web.event.EventText;
import org.graphitestack.web.render.InvalidRenderException;
import org.graphitestack.web.render.OverBudgetException;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.render.RenderRequest;
import org.graphitestack.web.render.SampleSeries;
import org.graphitestack.web.series.TimeSeries;
import org.junit.jupiter.api.Test;

final class EventsTest {

  private final List<EventQuery> asked = new ArrayList<>();

  @Test
  void events_ofTags_areCountedBySecond() {
    var series = rendered("events(\"deploy\",\"web\")", 100, 105);

    assertThat(series.name()).isEqualTo("events(\"deploy\", \"web\")");
    assertThat(series.step()).isEqualTo(1);
    assertThat(series.consolidation()).isEqualTo("sum");
    assertThat(series.values()).containsExactly(Double.NaN, 2, Double.NaN, Double.NaN, 1);
    assertThat(asked)
        .containsExactly(
            EventQuery.ofSeconds(
                100,
                105,
                Optional.of(new EventTags(EventTags.Rule.ALL_KNOWN, List.of("deploy", "web"))),
                1_000_000));
  }

  @Test
  void events_ofAStar_areAll() {
    var _ = rendered("events(\"*\")", 100, 105);

    assertThat(asked).singleElement().extracting(EventQuery::tags).isEqualTo(Optional.empty());
  }

  @Test
  void events_ofTooLongATime_areRefused() {
    assertThatThrownBy(() -> rendered("events(\"*\")", 0, 1_000_000_000_000L))
        .isInstanceOf(OverBudgetException.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void events_ofTooManyTags_areRefused() {
    var tags =
        IntStream.range(0, 101).mapToObj(i -> "\"t" + i + "\"").collect(Collectors.joining(","));

    assertThatThrownBy(() -> rendered("events(" + tags + ")", 0, 10))
        .isInstanceOf(InvalidRenderException.class)
        .hasMessageContaining("tags: 101 (expected: at most 100)");
  }

  private TimeSeries rendered(String target, long from, long until) {
    var samples = new SampleSeries();
    var functions =
        FunctionRegistry.create(
            query -> {
              asked.add(query);
              return List.of(at(99), at(101), at(101), at(104), at(105));
            });
    try (var engine =
        RenderEngine.open(
            samples, samples, samples, functions, RenderEngine.Settings.DEFAULT, () -> 0L)) {
      return engine
          .render(
              new RenderRequest(List.of(target), from, until, until, ZoneOffset.UTC, 0, Map.of()))
          .getFirst();
    }
  }

  private static Event at(long second) {
    return new Event(
        second, new EventText(second * 1_000_000, OptionalLong.empty(), "x", "", List.of()));
  }
}
