// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// Series as carbonapi and go-carbon exchange them in their protocol `carbonapi_v3_pb`: a message
/// whose field 1 is one message for each series.
///
/// | field | holds |
/// |---|---|
/// | 1, 2, 3 | name, path expression it was asked for by, consolidation function |
/// | 4, 5, 6 | start, end, step in seconds; the first value is at the start |
/// | 7 | xFilesFactor, a float |
/// | 9 | values, NaN where nothing is known |
/// | 11, 12 | the times that were asked for, if they were |
public final class CarbonapiV3Format implements SeriesFormat {

  /// The media type of all messages of the protocol.
  public static final String CONTENT_TYPE = "application/x-carbonapi-v3-pb";

  /// Field of a series in the answer.
  private static final int SERIES = 1;

  @Override
  public String contentType(FormatOptions options) {
    return CONTENT_TYPE;
  }

  @Override
  public Answer answer(List<TimeSeries> series, FormatOptions options) {
    return answer(List.of(new Part(series, "", 0, 0)));
  }

  /// Series that were asked for together.
  ///
  /// @param pathExpression what the client calls the question; empty if it is what each series says
  /// @param from epoch seconds that were asked for; 0 if they are not told
  /// @param until likewise
  public record Part(List<TimeSeries> series, String pathExpression, long from, long until) {

    public Part {
      series = List.copyOf(series);
    }
  }

  /// One answer to several questions.
  public static Answer answer(List<Part> parts) {
    return out -> {
      for (var part : parts) {
        for (var one : part.series()) {
          message(one, part).writeTo(out, SERIES);
        }
      }
      out.flush();
    };
  }

  private static ProtobufMessage message(TimeSeries series, Part part) {
    return new ProtobufMessage()
        .text(1, series.name())
        .text(2, part.pathExpression().isEmpty() ? series.pathExpression() : part.pathExpression())
        .text(3, series.consolidation())
        .whole(4, series.start())
        .whole(5, series.end())
        .whole(6, series.step())
        .real(7, (float) series.xFilesFactor())
        .reals(9, series.values())
        .whole(11, part.from())
        .whole(12, part.until());
  }
}
