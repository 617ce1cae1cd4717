// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import java.io.IOException;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.SeriesAdmin;

/// Deletes, renames and changes series in the table of names; their points stay where they are.
record CassandraAdmin(SeriesTable names) implements SeriesAdmin {

  @Override
  public void delete(MetricPath path) throws IOException {
    names.delete(path);
  }

  @Override
  public void rename(MetricPath from, MetricPath to) throws IOException {
    names.rename(from, to);
  }

  @Override
  public AggregationMethod setAggregation(MetricPath path, AggregationMethod method)
      throws IOException {
    return names.setAggregation(path, method);
  }
}
