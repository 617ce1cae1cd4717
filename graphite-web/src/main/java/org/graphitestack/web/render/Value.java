// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// What an expression of a target gives.
public sealed interface Value {

  /// Series, in order.
  record Series(List<TimeSeries> series) implements Value {

    public Series {
      series = List.copyOf(series);
    }
  }

  /// Lists of series, as `mapSeries` gives them to `reduceSeries`.
  record Lists(List<List<TimeSeries>> lists) implements Value {

    public Lists {
      lists = lists.stream().map(List::copyOf).toList();
    }
  }

  record Text(String text) implements Value {}

  record Whole(long number) implements Value {}

  record Real(double number) implements Value {}

  record Flag(boolean flag) implements Value {}

  /// `none`, or a parameter that was left out.
  record None() implements Value {}
}
