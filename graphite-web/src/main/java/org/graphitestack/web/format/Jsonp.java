// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// A JSON format that answers as a call of the client's function when it asks for one.
final class Jsonp implements SeriesFormat {

  private final SeriesFormat json;

  Jsonp(SeriesFormat json) {
    this.json = json;
  }

  @Override
  public String contentType(FormatOptions options) {
    return options.jsonp().isPresent() ? "text/javascript" : json.contentType(options);
  }

  @Override
  public Answer answer(List<TimeSeries> series, FormatOptions options) {
    var answer = json.answer(series, options);
    var function = options.jsonp();
    return function.isEmpty()
        ? answer
        : stream -> {
          new AsciiOutput(stream).text(function.get()).text("(").flush();
          answer.writeTo(stream);
          new AsciiOutput(stream).text(")").flush();
        };
  }
}
