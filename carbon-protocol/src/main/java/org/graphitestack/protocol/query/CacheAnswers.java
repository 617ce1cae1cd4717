// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.query;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import org.graphitestack.model.PointBatch;
import org.graphitestack.protocol.pickle.PickleWriter;
import org.graphitestack.protocol.query.CacheQuery.Bulk;
import org.graphitestack.protocol.query.CacheQuery.GetMetadata;
import org.graphitestack.protocol.query.CacheQuery.Points;
import org.graphitestack.protocol.query.CacheQuery.SetMetadata;
import org.graphitestack.protocol.query.CacheQuery.Unknown;

/// Answers requests with the bytes carbon answers with. Times and values are floats, as carbon
/// holds what came in as plaintext.
final class CacheAnswers {

  /// The only metadata there is.
  private static final String AGGREGATION_METHOD = "aggregationMethod";

  private final QueriedCache cache;
  private final QueryCounters counters;

  CacheAnswers(QueriedCache cache, QueryCounters counters) {
    this.cache = cache;
    this.counters = counters;
  }

  /// Whether the answer may wait for a disk.
  static boolean mayWait(CacheQuery query) {
    return switch (query) {
      case GetMetadata _, SetMetadata _ -> true;
      case Points _, Bulk _, Unknown _ -> false;
    };
  }

  /// Writes the pickle that answers a request.
  ///
  /// @throws IndexOutOfBoundsException if `out` may not grow so far
  void answer(CacheQuery query, ByteBuf out) {
    var pickle = new PickleWriter(out);
    switch (query) {
      case Points points -> {
        counters.query();
        var batch = cache.points(points.metric());
        item(pickle, "datapoints", () -> points(pickle, batch));
      }
      case Bulk bulk -> {
        var metrics = List.copyOf(new LinkedHashSet<>(bulk.metrics()));
        counters.bulkQuery(bulk.metrics().size());
        item(pickle, "datapointsByMetric", () -> byMetric(pickle, metrics));
      }
      case GetMetadata get -> getMetadata(pickle, get);
      case SetMetadata set -> setMetadata(pickle, set);
      case Unknown unknown -> error(pickle, "Invalid request type \"" + unknown.type() + "\"");
    }
  }

  private void byMetric(PickleWriter pickle, List<String> metrics) {
    pickle.dictionary(
        metrics.size(),
        index -> {
          pickle.text(metrics.get(index));
          points(pickle, cache.points(metrics.get(index)));
        });
  }

  private static void points(PickleWriter pickle, PointBatch batch) {
    pickle.list(batch.size(), i -> pickle.pair((double) batch.timestamp(i), batch.value(i)));
  }

  private void getMetadata(PickleWriter pickle, GetMetadata query) {
    counters.metadataQuery();
    try {
      checkKey(query.key());
      var method = cache.aggregationMethod(query.metric());
      item(pickle, "value", () -> pickle.text(method));
    } catch (IOException | IllegalArgumentException failure) {
      error(pickle, String.valueOf(failure.getMessage()));
    }
  }

  private void setMetadata(PickleWriter pickle, SetMetadata query) {
    counters.metadataQuery();
    try {
      checkKey(query.key());
      var before = cache.aggregationMethod(query.metric(), query.value());
      var items = List.of("old_value", before, "new_value", query.value());
      pickle.write(
          () ->
              pickle.dictionary(
                  2,
                  i -> {
                    pickle.text(items.get(2 * i));
                    pickle.text(items.get(2 * i + 1));
                  }));
    } catch (IOException | IllegalArgumentException failure) {
      error(pickle, String.valueOf(failure.getMessage()));
    }
  }

  private static void checkKey(String key) {
    if (!key.equals(AGGREGATION_METHOD)) {
      throw new IllegalArgumentException(
          "metadata key: \"" + key + "\" (expected: " + AGGREGATION_METHOD + ")");
    }
  }

  /// An answer that tells what is wrong.
  static void error(PickleWriter pickle, String message) {
    item(pickle, "error", () -> pickle.text(message));
  }

  private static void item(PickleWriter pickle, String key, Runnable value) {
    pickle.write(
        () ->
            pickle.dictionary(
                1,
                _ -> {
                  pickle.text(key);
                  value.run();
                }));
  }
}
