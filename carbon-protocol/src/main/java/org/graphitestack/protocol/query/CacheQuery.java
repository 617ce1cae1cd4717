// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.graphitestack.protocol.pickle.PickleValue;

/// One request of carbonlink.
sealed interface CacheQuery {

  /// The points of one series.
  record Points(String metric) implements CacheQuery {}

  /// The points of several series.
  record Bulk(List<String> metrics) implements CacheQuery {
    public Bulk {
      metrics = List.copyOf(metrics);
    }
  }

  /// How a series is kept.
  record GetMetadata(String metric, String key) implements CacheQuery {}

  /// Keeps a series differently.
  record SetMetadata(String metric, String key, String value) implements CacheQuery {}

  /// A type nobody knows.
  record Unknown(String type) implements CacheQuery {}

  /// Reads a request.
  ///
  /// @return empty if it is none: no dictionary, no type, a key missing or not text
  static Optional<CacheQuery> of(PickleValue request) {
    var type = text(request, "type");
    return type.flatMap(
        name ->
            switch (name) {
              case "cache-query" -> text(request, "metric").map(Points::new);
              case "cache-query-bulk" -> request.get("metrics").flatMap(CacheQuery::bulk);
              case "get-metadata" ->
                  text(request, "metric")
                      .flatMap(
                          metric -> text(request, "key").map(key -> new GetMetadata(metric, key)));
              case "set-metadata" -> setMetadata(request);
              default -> Optional.of(new Unknown(name));
            });
  }

  private static Optional<CacheQuery> setMetadata(PickleValue request) {
    var metric = text(request, "metric");
    var key = text(request, "key");
    var value = text(request, "value");
    return metric.isEmpty() || key.isEmpty() || value.isEmpty()
        ? Optional.empty()
        : Optional.of(new SetMetadata(metric.get(), key.get(), value.get()));
  }

  private static Optional<CacheQuery> bulk(PickleValue metrics) {
    if (!metrics.isSequence()) {
      return Optional.empty();
    }
    var names = new ArrayList<String>();
    for (var metric : metrics.elements()) {
      var name = metric.text();
      if (name.isEmpty()) {
        return Optional.empty();
      }
      names.add(name.get());
    }
    return Optional.of(new Bulk(names));
  }

  private static Optional<String> text(PickleValue request, String key) {
    return request.get(key).flatMap(PickleValue::text);
  }
}
