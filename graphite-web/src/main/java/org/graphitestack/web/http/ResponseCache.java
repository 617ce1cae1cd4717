// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.graphitestack.web.access.Visibility;
import org.graphitestack.web.render.CacheFigures;
import org.graphitestack.web.render.Freshness;
import org.graphitestack.web.render.ReadOptions;

/// Written answers of `/render`, bounded by their bytes. Thread-safe.
///
/// The key is every parameter with all its values, in the order of each: targets, times as they
/// were written, format, size, zone, `local`, variables; but not those whose names begin with `_`.
/// Whoever sees other series gets another answer. Where the request does not say how long its
/// answer may be kept, the window it came to is part of the key as well.
final class ResponseCache {

  /// Larger answers are not kept: one of them would push out many others.
  private static final int LARGEST_SHARE = 8;

  private final long maxBytes;
  private final Cache<Key, Kept> cache;

  ResponseCache(long maxBytes, LongSupplier nanoTime) {
    this.maxBytes = maxBytes;
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((Key key, Kept kept) -> key.bytes() + kept.body().length)
            .expireAfter(Expiry.creating((Key key, Kept _) -> key.keep()))
            .ticker(nanoTime::getAsLong)
            .recordStats()
            .build();
  }

  /// The most bytes of an answer that is kept.
  int largest() {
    return (int) Math.min(maxBytes / LARGEST_SHARE, Integer.MAX_VALUE - 8);
  }

  Optional<Kept> get(Key key) {
    return Optional.ofNullable(cache.getIfPresent(key));
  }

  void put(Key key, Kept kept) {
    cache.put(key, kept);
  }

  CacheFigures figures() {
    return CacheFigures.of(cache);
  }

  /// An answer.
  ///
  /// @param contentType its media type
  /// @param body its bytes, before compression; nobody writes to them
  record Kept(String contentType, byte[] body) {}

  /// What an answer depends on.
  record Key(
      Map<String, List<String>> parameters,
      List<Long> window,
      ReadOptions reading,
      Visibility sees,
      Duration keep) {

    static Key of(Parameters parameters, RenderOptions options, Freshness freshness) {
      var all = new TreeMap<String, List<String>>();
      for (var name : parameters.names()) {
        if (!name.startsWith("_")) {
          all.put(name, List.copyOf(parameters.all(name)));
        }
      }
      var request = options.request();
      var window =
          freshness.rounded()
              ? List.<Long>of()
              : List.of(request.from(), request.until(), request.now());
      return new Key(all, window, request.reading(), request.sees(), freshness.keep());
    }

    int bytes() {
      var bytes = 200;
      for (var entry : parameters.entrySet()) {
        bytes += 100 + 2 * entry.getKey().length();
        for (var value : entry.getValue()) {
          bytes += 60 + 2 * value.length();
        }
      }
      return bytes;
    }
  }
}
