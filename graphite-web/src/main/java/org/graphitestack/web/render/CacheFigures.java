// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import com.github.benmanes.caffeine.cache.Cache;

/// What a cache did since it was made.
///
/// @param hits questions it answered
/// @param misses questions it did not
/// @param evictions entries put out for want of room
/// @param entries entries in it now, about
/// @param bytes their size, about
/// @param maxBytes the most they may take
public record CacheFigures(
    long hits, long misses, long evictions, long entries, long bytes, long maxBytes) {

  /// Those of a cache that records statistics and is bounded by weight in bytes.
  public static CacheFigures of(Cache<?, ?> cache) {
    cache.cleanUp();
    var stats = cache.stats();
    var bytes = cache.policy().eviction().map(bound -> bound.weightedSize().orElse(0)).orElse(0L);
    var most = cache.policy().eviction().map(bound -> bound.getMaximum()).orElse(0L);
    return new CacheFigures(
        stats.hitCount(),
        stats.missCount(),
        stats.evictionCount(),
        cache.estimatedSize(),
        bytes,
        most);
  }
}
