// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.graphitestack.web.event.EventFinder;
import org.graphitestack.web.event.EventQuery;
import org.graphitestack.web.event.EventTags;
import org.graphitestack.web.series.TimeSeries;

/// `events`: how many events began in each second.
final class Events implements SeriesFunction {

  /// More events than anyone counts by eye; of more, the last ones are counted.
  private static final int MOST = 1_000_000;

  private final EventFinder events;

  Events(EventFinder events) {
    this.events = events;
  }

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.SPECIAL,
            "events",
            Parameter.required("tags", ParameterType.STRING).many())
        .describe(
            "Counts the events that began in each second and have all of the tags, of those tags"
                + " that any event has; \"*\" counts all events.")
        .example("drawAsInfinite(events(\"deploy\",\"web\"))");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var tags = in.texts("tags");
    var from = in.evaluation().from();
    var until = in.evaluation().until();
    in.evaluation().reserve(until - from, in.function());
    var values = new double[(int) (until - from)];
    Arrays.fill(values, Double.NaN);
    for (var event :
        events.find(
            EventQuery.ofSeconds(from, until, wanted(in, tags), MOST, in.evaluation().sees()))) {
      var second = event.startSecond() - from;
      if (second >= 0 && second < values.length) {
        values[(int) second] = Double.isNaN(values[(int) second]) ? 1 : values[(int) second] + 1;
      }
    }
    var name = "events(\"" + String.join("\", \"", tags) + "\")";
    return List.of(
        TimeSeries.of(name, from, until, 1, values, in.evaluation().xFilesFactor())
            .change()
            .consolidation("sum")
            .integers(true)
            .make());
  }

  private static Optional<EventTags> wanted(Invocation in, List<String> tags) {
    if (tags.equals(List.of("*"))) {
      return Optional.empty();
    }
    try {
      return Optional.of(new EventTags(EventTags.Rule.ALL_KNOWN, tags));
    } catch (IllegalArgumentException wrong) {
      throw in.wrong(String.valueOf(wrong.getMessage()));
    }
  }
}
