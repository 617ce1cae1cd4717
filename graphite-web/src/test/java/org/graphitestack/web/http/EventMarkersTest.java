// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.graphitestack.web.event.Event;
import org.graphitestack.web.event.EventQuery;
import org.graphitestack.web.event.EventTags;
import org.graphitestack.web.event.EventText;
import org.graphitestack.web.graph.GraphMarker;
import org.graphitestack.web.render.RenderRequest;
import org.graphitestack.web.state.StateException;
import org.junit.jupiter.api.Test;

final class EventMarkersTest {

  private static final RenderRequest REQUEST =
      new RenderRequest(List.of("a"), 100, 200, 200, ZoneOffset.UTC, 0, Map.of());

  private final List<EventQuery> asked = new ArrayList<>();

  @Test
  void markers_ofTags_areTheEventsWithAnyOfThem() {
    assertThat(markers("deploy,web"))
        .containsExactly(
            new GraphMarker(110, 110, "moment"), new GraphMarker(120, 130.5, "region"));
    assertThat(asked)
        .containsExactly(
            EventQuery.ofSeconds(
                100,
                200,
                Optional.of(new EventTags(EventTags.Rule.ANY, List.of("deploy", "web"))),
                500));
  }

  @Test
  void markers_ofAStar_areAllEvents() {
    assertThat(markers("*")).hasSize(2);
    assertThat(asked).singleElement().extracting(EventQuery::tags).isEqualTo(Optional.empty());
  }

  @Test
  void markers_thatNobodyAskedFor_areNotLookedUp() {
    assertThat(markers("")).isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void markers_whileTheStateCannotBeUsed_areNone() {
    assertThat(
            EventMarkers.of(
                _ -> {
                  throw new StateException("the disk is away");
                },
                REQUEST,
                "*"))
        .isEmpty();
  }

  private List<GraphMarker> markers(String tags) {
    return EventMarkers.of(
        query -> {
          asked.add(query);
          return List.of(
              event("moment", 110, OptionalLong.empty()),
              event("region", 120, OptionalLong.of(130_500_000)));
        },
        REQUEST,
        tags);
  }

  private static Event event(String what, long second, OptionalLong end) {
    return new Event(1, new EventText(second * 1_000_000, end, what, "", List.of()));
  }
}
