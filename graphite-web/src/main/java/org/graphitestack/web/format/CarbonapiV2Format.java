// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// Series as carbonapi and go-carbon exchange them in their protocol `carbonapi_v2_pb`, also called
/// `protobuf`: a message whose field 1 is one message for each series.
///
/// | field | holds |
/// |---|---|
/// | 1 | name |
/// | 2, 3, 4 | start, end, step in seconds; the first value is at the start |
/// | 5 | values, 0 where nothing is known |
/// | 6 | for each value whether nothing is known |
final class CarbonapiV2Format implements SeriesFormat {

  /// Field of a series in the answer.
  private static final int SERIES = 1;

  @Override
  public String contentType(FormatOptions options) {
    return "application/x-protobuf";
  }

  @Override
  public Answer answer(List<TimeSeries> series, FormatOptions options) {
    return out -> {
      for (var one : series) {
        message(one).writeTo(out, SERIES);
      }
      out.flush();
    };
  }

  private static ProtobufMessage message(TimeSeries series) {
    var values = series.values().clone();
    var absent = new boolean[values.length];
    for (var i = 0; i < values.length; i++) {
      absent[i] = Double.isNaN(values[i]);
      values[i] = absent[i] ? 0 : values[i];
    }
    return new ProtobufMessage()
        .text(1, series.name())
        .whole(2, series.start())
        .whole(3, series.end())
        .whole(4, series.step())
        .reals(5, values)
        .flags(6, absent);
  }
}
