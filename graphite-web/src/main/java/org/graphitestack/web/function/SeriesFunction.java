// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.render.Value;
import org.graphitestack.web.series.TimeSeries;

/// A function that gives series, as nearly all do.
interface SeriesFunction extends RenderFunction {

  List<TimeSeries> apply(Invocation in);

  @Override
  default Value call(Invocation in) {
    return new Value.Series(apply(in));
  }
}
