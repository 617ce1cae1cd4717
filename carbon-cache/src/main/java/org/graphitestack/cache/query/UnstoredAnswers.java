// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.query;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.protocol.query.QueriedCache;
import org.graphitestack.storage.StorageEngine;
import org.graphitestack.storage.UnstoredPoints;

/// Answers cache queries from memory, and those about metadata from storage.
///
/// Names are put into canonical form first. Carbon looks them up as sent; graphite-web sends them
/// in canonical form, so nobody sees a difference but those who do not. Thread-safe.
public final class UnstoredAnswers implements QueriedCache {

  /// Carbon's LOG_CACHE_HITS turns this logger on.
  private static final Logger QUERIES = System.getLogger("graphite.queries");

  private final UnstoredPoints memory;
  private final StorageEngine engine;

  /// @param engine stays the caller's to close
  public UnstoredAnswers(UnstoredPoints memory, StorageEngine engine) {
    this.memory = memory;
    this.engine = engine;
  }

  @Override
  public PointBatch points(String metric) {
    try {
      var points = memory.unstored(MetricPath.parse(metric));
      QUERIES.log(Level.DEBUG, () -> metric + ": " + points.size() + " points");
      return points;
    } catch (InvalidMetricPathException _) {
      return PointBatch.EMPTY;
    }
  }

  @Override
  public String aggregationMethod(String metric) throws IOException {
    return engine
        .reader()
        .layout(path(metric))
        .orElseThrow(() -> new IOException("no such series: " + metric))
        .aggregation()
        .text();
  }

  @Override
  public String aggregationMethod(String metric, String method) throws IOException {
    return engine.admin().setAggregation(path(metric), AggregationMethod.parse(method)).text();
  }

  private static MetricPath path(String metric) throws IOException {
    try {
      return MetricPath.parse(metric);
    } catch (InvalidMetricPathException invalid) {
      throw new IOException(invalid.getMessage(), invalid);
    }
  }
}
