// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.carbonapi;

import java.util.List;
import java.util.Locale;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.web.format.ProtobufMessage;

/// Series whose layouts carbonapi asks for. A `MultiMetricsInfoRequest` has their names in field 1.
///
/// What is told of a series is the same in both protocols; in the second it is the answer, of one
/// series, in the third field 1 of it, repeated.
///
/// | field | holds |
/// |---|---|
/// | 1, 2 | name, aggregation method |
/// | 3 | for how many seconds it keeps something |
/// | 4 | xFilesFactor, a float |
/// | 5 | each archive: seconds for each point (1), points (2) |
///
/// @param names in their order
public record InfoQuestion(List<String> names) {

  /// More are refused.
  public static final int MOST_NAMES = FindQuestion.MOST_PATTERNS;

  public InfoQuestion {
    names = List.copyOf(names);
    if (names.size() > MOST_NAMES) {
      throw new IllegalArgumentException(
          "names: " + names.size() + " (expected: at most " + MOST_NAMES + ")");
    }
  }

  /// The question of a `MultiMetricsInfoRequest`, whose field 1 is that of patterns to find.
  ///
  /// @throws IllegalArgumentException if the bytes are none
  public static InfoQuestion parse(byte[] request) {
    return new InfoQuestion(FindQuestion.parse(request).patterns());
  }

  /// As go-carbon calls it: with a capital letter.
  public static String method(SeriesLayout layout) {
    var text = layout.aggregation().text();
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /// What is told of one series.
  public static ProtobufMessage answer(String name, SeriesLayout layout) {
    var answer =
        new ProtobufMessage()
            .text(1, name)
            .text(2, method(layout))
            .whole(3, layout.retentions().maxSeconds())
            .real(4, (float) layout.xFilesFactor());
    for (var archive : layout.retentions().archives()) {
      answer.message(
          5, new ProtobufMessage().whole(1, archive.secondsPerPoint()).whole(2, archive.points()));
    }
    return answer;
  }
}
