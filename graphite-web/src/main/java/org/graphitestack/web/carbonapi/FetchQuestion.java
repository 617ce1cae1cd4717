// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.carbonapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Series that carbonapi asks for together, of one time and for one expression of its own client.
///
/// A `MultiFetchRequest` has a message for each target in its field 1:
///
/// | field | holds |
/// |---|---|
/// | 1 | name: a metric or a pattern |
/// | 2, 3 | start and end, epoch seconds |
/// | 5 | the path expression its client asked for, to be said back |
///
/// Functions to filter by (6) are for backends that say they have them, which this one does not;
/// points (7) and their precision (4) are a wish.
///
/// @param pathExpression empty if none was told
/// @param from epoch seconds
/// @param until epoch seconds
/// @param targets metrics and patterns
public record FetchQuestion(String pathExpression, long from, long until, List<String> targets) {

  /// More are refused.
  static final int MOST_TARGETS = 20_000;

  public FetchQuestion {
    targets = List.copyOf(targets);
  }

  private record Shared(String pathExpression, long from, long until) {}

  /// The questions of a `MultiFetchRequest`, targets of one time and expression together.
  ///
  /// @throws IllegalArgumentException if the bytes are none
  public static List<FetchQuestion> parse(byte[] request) {
    var questions = new LinkedHashMap<Shared, List<String>>();
    var targets = 0;
    var reader = new ProtobufReader(request);
    while (reader.next()) {
      if (reader.field() == 1) {
        if (++targets > MOST_TARGETS) {
          throw new IllegalArgumentException(
              "targets: more than " + MOST_TARGETS + " (expected: at most that many)");
        }
        add(reader.message(), questions);
      }
    }
    var found = new ArrayList<FetchQuestion>();
    questions.forEach(
        (shared, names) ->
            found.add(
                new FetchQuestion(shared.pathExpression(), shared.from(), shared.until(), names)));
    return found;
  }

  private static void add(ProtobufReader target, LinkedHashMap<Shared, List<String>> questions) {
    var name = "";
    var expression = "";
    var from = 0L;
    var until = 0L;
    while (target.next()) {
      switch (target.field()) {
        case 1 -> name = target.text();
        case 2 -> from = target.whole();
        case 3 -> until = target.whole();
        case 5 -> expression = target.text();
        default -> {
          // a wish, or nothing this version knows
        }
      }
    }
    if (from < 0 || until <= from) {
      throw new IllegalArgumentException(
          "times of " + name + ": " + from + " to " + until + " (expected: 0 <= start < end)");
    }
    questions
        .computeIfAbsent(new Shared(expression, from, until), _ -> new ArrayList<>())
        .add(name);
  }
}
