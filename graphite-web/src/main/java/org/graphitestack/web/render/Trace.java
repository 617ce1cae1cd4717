// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.graphitestack.web.cluster.Gathered.Missing;
import org.graphitestack.web.render.Explanation.CalledFunction;
import org.graphitestack.web.render.Explanation.Fetch;
import org.graphitestack.web.series.TimeSeries;

/// Records what is done for a request, if somebody wants to know. Thread-safe.
final class Trace {

  static final Trace NONE = new Trace(false, 0, () -> 0);

  private final boolean recording;
  private final long requestFrom;
  private final LongSupplier nanoTime;
  private final List<Fetch> fetches = new CopyOnWriteArrayList<>();
  private final List<CalledFunction> calls = new CopyOnWriteArrayList<>();

  private Trace(boolean recording, long requestFrom, LongSupplier nanoTime) {
    this.recording = recording;
    this.requestFrom = requestFrom;
    this.nanoTime = nanoTime;
  }

  /// @param requestFrom start of the window of the request, from which look-back is counted
  static Trace recording(long requestFrom, LongSupplier nanoTime) {
    return new Trace(true, requestFrom, nanoTime);
  }

  long requestFrom() {
    return requestFrom;
  }

  boolean recording() {
    return recording;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  void fetched(Fetch fetch) {
    fetches.add(fetch);
  }

  /// A function ended that began then.
  void called(String function, long began, int series, long points) {
    if (recording) {
      calls.add(new CalledFunction(function, now() - began, series, points));
    }
  }

  Explanation explanation(List<TimeSeries> series, List<Missing> missing, RenderCost cost) {
    return new Explanation(fetches, calls, series, missing, cost);
  }
}
