// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.graphitestack.storage.TimeWindow;
import org.graphitestack.web.access.Visibility;
import org.graphitestack.web.series.TimeSeries;

/// Fetched series of path expressions, kept for as long as a request allows. Thread-safe.
///
/// Only windows that ended a while ago are kept unless a request says for how long itself; see
/// [Freshness]. In the latter case windows are the same if they agree to the minute, as in
/// graphite-web.
final class FetchCache {

  /// What a list of one series takes beside its values: name, tags, object headers.
  private static final int BYTES_PER_SERIES = 400;

  private final Cache<Key, Kept> cache;

  FetchCache(long maxBytes, LongSupplier nanoTime) {
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher(FetchCache::bytes)
            .expireAfter(Expiry.creating((Key _, Kept kept) -> kept.keep()))
            .ticker(nanoTime::getAsLong)
            .recordStats()
            .build();
  }

  Optional<List<TimeSeries>> get(
      String pattern,
      TimeWindow window,
      ReadOptions reading,
      double xFilesFactor,
      Visibility sees,
      Freshness freshness) {
    if (!freshness.kept()) {
      return Optional.empty();
    }
    var kept = cache.getIfPresent(Key.of(pattern, window, reading, xFilesFactor, sees, freshness));
    return Optional.ofNullable(kept).map(Kept::series);
  }

  void put(
      String pattern,
      TimeWindow window,
      ReadOptions reading,
      double xFilesFactor,
      Visibility sees,
      Freshness freshness,
      List<TimeSeries> series) {
    if (freshness.kept()) {
      cache.put(
          Key.of(pattern, window, reading, xFilesFactor, sees, freshness),
          new Kept(series, freshness.keep()));
    }
  }

  CacheFigures figures() {
    return CacheFigures.of(cache);
  }

  private static int bytes(Key key, Kept kept) {
    var bytes = BYTES_PER_SERIES + 2L * key.pattern().length();
    for (var one : kept.series()) {
      bytes += BYTES_PER_SERIES + (long) one.values().length * Double.BYTES;
    }
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }

  private record Kept(List<TimeSeries> series, Duration keep) {}

  private record Key(
      String pattern,
      long from,
      long until,
      long now,
      ReadOptions reading,
      double xFilesFactor,
      Visibility sees,
      Duration keep) {

    static Key of(
        String pattern,
        TimeWindow window,
        ReadOptions reading,
        double xFilesFactor,
        Visibility sees,
        Freshness freshness) {
      var unit = freshness.rounded() ? 60 : 1;
      return new Key(
          pattern,
          Math.floorDiv(window.from(), unit),
          Math.floorDiv(window.until(), unit),
          Math.floorDiv(window.now(), unit),
          reading,
          xFilesFactor,
          sees,
          freshness.keep());
    }
  }
}
