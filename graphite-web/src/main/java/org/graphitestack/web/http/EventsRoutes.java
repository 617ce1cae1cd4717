// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.NotFoundResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graphitestack.web.access.Visibility;
import org.graphitestack.web.event.Event;
import org.graphitestack.web.event.EventQuery;
import org.graphitestack.web.event.EventStore;
import org.graphitestack.web.event.EventTags;
import org.graphitestack.web.event.EventText;
import org.graphitestack.web.format.PythonJson;
import org.graphitestack.web.render.InvalidTimeException;
import org.graphitestack.web.render.TimeExpression;
import org.graphitestack.web.state.StateException;

/// `/events`: the page, the list as data, and single events, which are made by a POST as in
/// graphite-web, and here also changed (PATCH), replaced (PUT) and deleted.
public final class EventsRoutes implements Routes {

  private static final System.Logger log = System.getLogger(EventsRoutes.class.getName());

  /// Of more events, only the last ones are listed.
  private static final int MOST = 100_000;

  /// Times are asked for in seconds, events have microseconds: those of the last second belong to
  /// it.
  private static final long REST_OF_SECOND = 999_999;

  private final EventStore events;
  private final InstantSource clock;
  private final HtmlPage page = HtmlPage.of("events.html");

  /// @param clock tells what now is
  public EventsRoutes(EventStore events, InstantSource clock) {
    this.events = events;
    this.clock = clock;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    MethodRoutes.add(
        routes, "/events", Need.READ, Need.EDIT, context -> answer(context, this::all));
    MethodRoutes.add(
        routes, "/events/get_data", Need.READ, Need.READ, context -> answer(context, this::list));
    MethodRoutes.add(
        routes, "/events/{id}", Need.READ, Need.EDIT, context -> answer(context, this::one));
  }

  private interface Answer {

    void to(Context context);
  }

  private static void answer(Context context, Answer answer) {
    try {
      answer.to(context);
    } catch (InvalidParametersException wrong) {
      error(context, 400, String.valueOf(wrong.getMessage()));
    } catch (StateException unusable) {
      log.log(System.Logger.Level.WARNING, "events: " + unusable.getMessage());
      error(context, 503, "events cannot be looked up now; the log has the reason");
    }
  }

  private void all(Context context) {
    if (context.method().equals(HandlerType.GET)) {
      page.answer(context);
    } else if (context.method().equals(HandlerType.POST)) {
      var text = EventJson.read(JsonBody.of(context), clock.instant());
      checkSeen(context, text);
      var event = events.create(text);
      context.header("Location", "/events/" + event.id());
      context.contentType(ErrorAnswers.HTML).result("");
    } else {
      MethodRoutes.refuse(context);
    }
  }

  private void list(Context context) {
    if (context.path().endsWith("/")) {
      throw new NotFoundResponse();
    }
    if (!context.method().equals(HandlerType.GET) && !context.method().equals(HandlerType.POST)) {
      MethodRoutes.refuse(context);
      return;
    }
    var query = context.queryString();
    var found =
        events
            .find(query(Parameters.parse(query == null ? "" : query, ""), Viewers.sees(context)))
            .stream()
            .map(EventJson::ofList)
            .toList();
    JsonAnswers.text(context, Parameters.of(context), PythonJson.compact().text(found));
  }

  /// @throws InvalidParametersException if a time or a rule is none
  private EventQuery query(Parameters parameters, Visibility sees) {
    var now = clock.instant();
    var from = parameters.last("from").map(text -> micros("from", text, now)).orElse(0L);
    var until =
        parameters
            .last("until")
            .map(text -> micros("until", text, now) + REST_OF_SECOND)
            .orElseGet(() -> EventJson.micros(now));
    var most = Math.clamp(parameters.integer("limit", MOST), 0, MOST);
    return new EventQuery(
        from, until, tags(parameters.last("tags"), parameters.last("set", "")), most, sees);
  }

  /// The tags an event must have, as `tags` and `set` ask for them.
  static Optional<EventTags> tags(Optional<String> tags, String set) {
    var rule =
        switch (set) {
          case "union" -> EventTags.Rule.ANY;
          case "intersection" -> EventTags.Rule.ALL;
          default -> EventTags.Rule.ALL_KNOWN;
        };
    try {
      return tags.map(
          text ->
              new EventTags(
                  rule,
                  List.of(text.split("[ ,]", -1)).stream().filter(tag -> !tag.isEmpty()).toList()));
    } catch (IllegalArgumentException wrong) {
      throw new InvalidParametersException(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private static long micros(String name, String text, Instant now) {
    try {
      return Math.multiplyExact(
          TimeExpression.parse(text, now.getEpochSecond(), ZoneOffset.UTC), 1_000_000L);
    } catch (InvalidTimeException | ArithmeticException wrong) {
      throw new InvalidParametersException(name + ": " + wrong.getMessage(), wrong);
    }
  }

  private void one(Context context) {
    var id = id(context);
    var sees = Viewers.sees(context);
    var former = id.flatMap(events::get).filter(event -> sees.seesEvent(event.text().tags()));
    switch (context.method().name()) {
      case "GET" -> show(context, former);
      case "PATCH", "PUT" -> {
        var body = JsonBody.of(context);
        var changed =
            former.flatMap(
                event -> {
                  var text =
                      context.method().equals(HandlerType.PUT)
                          ? EventJson.read(body, clock.instant())
                          : EventJson.changed(event.text(), body, clock.instant());
                  checkSeen(context, text);
                  return events.update(event.id(), text);
                });
        showJson(context, changed);
      }
      case "DELETE" -> {
        if (former.isPresent() && events.delete(former.get().id())) {
          context.status(204);
        } else {
          showJson(context, Optional.empty());
        }
      }
      default -> MethodRoutes.refuse(context);
    }
  }

  /// Nobody makes an event that is hidden from oneself.
  private static void checkSeen(Context context, EventText text) {
    if (!Viewers.sees(context).seesEvent(text.tags())) {
      throw NotAdmittedException.forbidden(
          "tags: " + text.tags() + " (expected: one of those that rules show)");
    }
  }

  private static Optional<Long> id(Context context) {
    try {
      return Optional.of(Long.parseLong(context.pathParam("id")));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private void show(Context context, Optional<Event> event) {
    if ("application/json".equals(context.header("Accept"))) {
      showJson(context, event);
    } else if (event.isPresent()) {
      page.answer(context);
    } else {
      throw new NotFoundResponse();
    }
  }

  private static void showJson(Context context, Optional<Event> event) {
    if (event.isPresent()) {
      json(context, EventJson.ofItsOwn(event.get()));
    } else {
      error(context, 404, "Event matching query does not exist");
    }
  }

  private static void error(Context context, int status, String message) {
    context.status(status);
    json(context, Map.of("error", message));
  }

  private static void json(Context context, Map<String, Object> value) {
    var pretty = !Parameters.of(context).last("pretty", "").isEmpty();
    var json = pretty ? PythonJson.prettySorted() : PythonJson.compact();
    context.contentType("application/json").result(json.text(value));
  }
}
