// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import java.util.List;
import java.util.Optional;
import org.graphitestack.web.event.Event;
import org.graphitestack.web.event.EventFinder;
import org.graphitestack.web.event.EventQuery;
import org.graphitestack.web.event.EventTags;
import org.graphitestack.web.graph.GraphMarker;
import org.graphitestack.web.render.RenderRequest;
import org.graphitestack.web.state.StateException;

/// The events that the parameter `events` of a picture asks for: those with any of its tags, or all
/// for `*`.
final class EventMarkers {

  static final String PARAMETER = "events";

  private static final System.Logger log = System.getLogger(EventMarkers.class.getName());

  /// Of more events in one picture, the last ones are shown.
  private static final int MOST = 500;

  private EventMarkers() {}

  /// The markers of a request; none if the events cannot be looked up, since the lines still can.
  ///
  /// @throws InvalidParametersException if there are too many tags
  static List<GraphMarker> of(EventFinder events, RenderRequest request, String tags) {
    if (tags.isBlank()) {
      return List.of();
    }
    var wanted =
        tags.strip().equals("*")
            ? Optional.<EventTags>empty()
            : EventsRoutes.tags(Optional.of(tags), "union");
    try {
      return events
          .find(EventQuery.ofSeconds(request.from(), request.until(), wanted, MOST, request.sees()))
          .stream()
          .map(EventMarkers::marker)
          .toList();
    } catch (StateException unusable) {
      log.log(System.Logger.Level.WARNING, "a picture without events: " + unusable.getMessage());
      return List.of();
    }
  }

  private static GraphMarker marker(Event event) {
    return new GraphMarker(
        event.text().starts() / 1e6,
        event.text().ends().orElse(event.text().starts()) / 1e6,
        event.text().what());
  }
}
