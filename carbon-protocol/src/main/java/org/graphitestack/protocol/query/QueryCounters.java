// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.query;

import java.util.concurrent.atomic.LongAdder;

/// What a cache was asked since its server opened. Thread-safe.
public final class QueryCounters {

  private final LongAdder queries = new LongAdder();
  private final LongAdder bulkQueries = new LongAdder();
  private final LongAdder bulkMetrics = new LongAdder();
  private final LongAdder metadata = new LongAdder();

  /// Requests for one series; carbon's `cacheQueries`.
  public long queries() {
    return queries.sum();
  }

  /// Requests for several series at once; carbon's `cacheBulkQueries`.
  public long bulkQueries() {
    return bulkQueries.sum();
  }

  /// Series asked for by these; carbon's `cacheBulkQuerySize`, summed up.
  public long bulkMetrics() {
    return bulkMetrics.sum();
  }

  /// Requests to read or change how a series is kept.
  public long metadata() {
    return metadata.sum();
  }

  void query() {
    queries.increment();
  }

  void bulkQuery(int metrics) {
    bulkQueries.increment();
    bulkMetrics.add(metrics);
  }

  void metadataQuery() {
    metadata.increment();
  }
}
