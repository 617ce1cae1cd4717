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
/// | 6 | functions to filter by: name (1), arguments (2) |
///
/// A backend may compute those functions, and says in its answer which it did (field 10 of a
/// series); this one says that it has none in its capabilities and did none, so that whoever asked
/// computes them. Points (7) and their precision (4) are a wish.
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

  private static void checkFunction(ProtobufReader function, String target) {
    while (function.next()) {
      switch (function.field()) {
        case 1, 2 -> {
          var _ = function.text();
        }
        default ->
            throw new IllegalArgumentException(
                "function to filter "
                    + target
                    + " by: field "
                    + function.field()
                    + " (expected: name, 1, and arguments, 2)");
      }
    }
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
        case 6 -> checkFunction(target.message(), name);
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
