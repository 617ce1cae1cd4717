// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.util.Optional;
import java.util.regex.Pattern;
import org.graphitestack.web.series.TimeSeries;

/// A part of a pie.
public sealed interface PieSlice {

  String name();

  /// A slice whose size the request itself says.
  record OfNumber(String name, double value) implements PieSlice {

    private static final Pattern FORM =
        Pattern.compile("(.*):\\s*([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?)\\s*");

    /// Reads a target of the form `name:number`; empty if it is none.
    public static Optional<PieSlice> parse(String target) {
      var matcher = FORM.matcher(target);
      return matcher.matches()
          ? Optional.of(new OfNumber(matcher.group(1), Double.parseDouble(matcher.group(2))))
          : Optional.empty();
    }
  }

  /// A slice as large as the values of a series, by the request's `pieMode`.
  record OfSeries(TimeSeries series) implements PieSlice {

    @Override
    public String name() {
      return series.name();
    }
  }
}
