// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.graphitestack.web.http.AnswerListener;

/// Counts the answers of a web by status, and measures how long renders and finds took.
/// Thread-safe.
final class AnswerMeters implements AnswerListener {

  private static final int KINDS = 5;

  private final List<Counter> byKind;
  private final Timer renders;
  private final Timer finds;

  AnswerMeters(Meters meters) {
    this.byKind =
        IntStream.rangeClosed(1, KINDS)
            .mapToObj(
                kind ->
                    Counter.builder("graphite.web.answers")
                        .description("Answers by status")
                        .tag("status", kind + "xx")
                        .register(meters.registry()))
            .toList();
    this.renders = meters.histogram("graphite.render.duration", "Time to answer a render");
    this.finds = meters.histogram("graphite.find.duration", "Time to answer a find");
  }

  @Override
  public void answered(String path, int status, long nanos) {
    var kind = status / 100;
    if (kind >= 1 && kind <= KINDS) {
      byKind.get(kind - 1).increment();
    }
    switch (path) {
      case "/render", "/render/" -> renders.record(nanos, TimeUnit.NANOSECONDS);
      case "/metrics/find", "/metrics/find/", "/metrics/expand", "/metrics/expand/" ->
          finds.record(nanos, TimeUnit.NANOSECONDS);
      default -> {
        // a page, a file, or one of the many small questions of pages
      }
    }
  }
}
