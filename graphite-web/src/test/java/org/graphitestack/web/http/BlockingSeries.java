// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.SeriesFinder;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.TimeWindow;

/// Any series there is, one value a minute; reads of `slow.*` wait until they are let go.
final class BlockingSeries implements SeriesFinder, SeriesReader {

  private final CountDownLatch gate = new CountDownLatch(1);
  private final AtomicInteger reads = new AtomicInteger();
  private volatile double value = 1;

  void letGo() {
    gate.countDown();
  }

  int reads() {
    return reads.get();
  }

  void setValue(double changed) {
    value = changed;
  }

  @Override
  public List<FoundNode> find(String pattern) {
    return List.of(new FoundNode(pattern, true));
  }

  @Override
  public Optional<SeriesValues> read(MetricPath path, TimeWindow window) {
    reads.incrementAndGet();
    if (path.text().startsWith("slow.")) {
      try {
        gate.await();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
    return Optional.of(new SeriesValues(window.from() + 60, 60, new double[] {value}));
  }

  @Override
  public Optional<SeriesLayout> layout(MetricPath path) {
    return Optional.empty();
  }

  @Override
  public Optional<Long> lastWrite(MetricPath path) {
    return Optional.empty();
  }
}
