// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.carbonlink;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.protocol.query.CacheCluster;
import org.graphitestack.storage.UnstoredPoints;

/// Points that are not stored yet, in caches that answer cache queries. They do not tell how a
/// series without a file will be kept, so it can be read once it has one. Thread-safe.
public final class CachedElsewhere implements UnstoredPoints {

  private final CacheCluster caches;

  /// @param caches stays the caller's to close
  public CachedElsewhere(CacheCluster caches) {
    this.caches = caches;
  }

  @Override
  public PointBatch unstored(MetricPath path) {
    return caches.points(List.of(path.text())).getOrDefault(path.text(), PointBatch.EMPTY);
  }

  @Override
  public Optional<SeriesLayout> layoutToCome(MetricPath path) {
    return Optional.empty();
  }

  @Override
  public UnstoredPoints ahead(Collection<MetricPath> paths) {
    return new Answered(caches.points(paths.stream().map(MetricPath::text).toList()));
  }

  private record Answered(Map<String, PointBatch> points) implements UnstoredPoints {

    @Override
    public PointBatch unstored(MetricPath path) {
      return points.getOrDefault(path.text(), PointBatch.EMPTY);
    }

    @Override
    public Optional<SeriesLayout> layoutToCome(MetricPath path) {
      return Optional.empty();
    }
  }
}
