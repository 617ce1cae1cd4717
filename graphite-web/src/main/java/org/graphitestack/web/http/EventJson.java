// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.graphitestack.web.event.Event;
import org.graphitestack.web.event.EventText;
import org.graphitestack.web.render.InvalidTimeException;
import org.graphitestack.web.render.TimeExpression;
import org.jspecify.annotations.Nullable;

/// Events as JSON. As in graphite-web an event of a list has its time in whole seconds, an event of
/// its own as a date; `end` is there for those that last.
final class EventJson {

  private static final long MICROS = 1_000_000;
  private static final double FARTHEST = 253_402_300_799.0;

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private EventJson() {}

  static Map<String, Object> ofList(Event event) {
    var members = new LinkedHashMap<String, Object>();
    members.put("when", event.startSecond());
    members.put("what", event.text().what());
    members.put("data", event.text().data());
    members.put("tags", event.text().tags());
    members.put("id", event.id());
    if (event.text().ends().isPresent()) {
      members.put("end", event.endSecond());
    }
    return members;
  }

  static Map<String, Object> ofItsOwn(Event event) {
    var members = new LinkedHashMap<String, Object>();
    members.put("id", event.id());
    members.put("when", date(event.text().starts()));
    members.put("what", event.text().what());
    members.put("data", event.text().data());
    members.put("tags", event.text().tags());
    event.text().ends().ifPresent(end -> members.put("end", date(end)));
    return members;
  }

  private static String date(long micros) {
    var instant =
        Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
    return (micros % MICROS == 0 ? SECONDS : MILLIS).format(instant);
  }

  /// An event as a body tells it.
  ///
  /// @param now of an event without a time
  /// @throws InvalidParametersException if something is missing or makes no sense
  static EventText read(Map<String, @Nullable Object> body, Instant now) {
    return read(
        body, new EventText(micros(now), OptionalLong.empty(), "?", "", List.of()), true, now);
  }

  /// An event after the changes of a body; what the body leaves out stays. An `end` of null makes
  /// it a moment.
  static EventText changed(EventText former, Map<String, @Nullable Object> body, Instant now) {
    return read(body, former, false, now);
  }

  private static EventText read(
      Map<String, @Nullable Object> body, EventText former, boolean whole, Instant now) {
    if (whole && body.get("what") == null) {
      throw new InvalidParametersException("\"what\" is missing (expected: a line of text)");
    }
    var when = body.get("when");
    var starts = when == null ? former.starts() : time("when", when, now);
    var ends = former.ends();
    if (body.containsKey("end")) {
      var end = body.get("end");
      ends = end == null ? OptionalLong.empty() : OptionalLong.of(time("end", end, now));
    }
    try {
      return new EventText(
          starts,
          ends,
          text("what", body, former.what()),
          text("data", body, former.data()),
          body.get("tags") == null ? former.tags() : tags(body.get("tags")));
    } catch (IllegalArgumentException wrong) {
      throw new InvalidParametersException(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private static String text(String name, Map<String, @Nullable Object> body, String former) {
    return switch (body.get(name)) {
      case null -> former;
      case String text -> text;
      case Number number -> number.toString();
      default ->
          throw new InvalidParametersException("\"" + name + "\" is no text (expected: text)");
    };
  }

  private static List<String> tags(@Nullable Object value) {
    if (value instanceof String text) {
      return Arrays.stream(text.split("\\s+", -1)).filter(tag -> !tag.isEmpty()).toList();
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      var tags = new ArrayList<String>();
      list.forEach(tag -> tags.addAll(tags(tag)));
      return tags;
    }
    throw new InvalidParametersException("\"tags\" must be an array or space-separated string");
  }

  private static long time(String name, Object value, Instant now) {
    if (value instanceof Number number && Math.abs(number.doubleValue()) <= FARTHEST) {
      return number instanceof Long whole
          ? whole * MICROS
          : Math.round(number.doubleValue() * MICROS);
    }
    if (value instanceof String text) {
      try {
        return MICROS * TimeExpression.parse(text, now.getEpochSecond(), ZoneOffset.UTC);
      } catch (InvalidTimeException wrong) {
        throw new InvalidParametersException(name + ": " + wrong.getMessage(), wrong);
      }
    }
    throw new InvalidParametersException(
        "\"" + name + "\" is no time (expected: seconds since 1970, or a time such as -1h)");
  }

  static long micros(Instant instant) {
    return instant.getEpochSecond() * MICROS + instant.getNano() / 1000;
  }
}
