// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One thing done to every point that gets so far. Rules are taken in order.
public sealed interface RouteRule {

  /// A point whose name is found is refused: blacklist.conf.
  record BlackList(List<NamePattern> patterns) implements RouteRule {
    public BlackList {
      patterns = List.copyOf(patterns);
    }
  }

  /// A point whose name is not found is refused, unless the list is empty: whitelist.conf.
  record WhiteList(List<NamePattern> patterns) implements RouteRule {
    public WhiteList {
      patterns = List.copyOf(patterns);
    }
  }

  /// Characters are replaced and dots tidied: carbon-c-relay's treatment of what comes in.
  record Cleanse(NameCleansing cleansing) implements RouteRule {}

  /// What a pattern finds is replaced, for all rules behind this one.
  ///
  /// @param everywhere whether every place is (carbon) or the first one only (carbon-c-relay)
  record Rewrite(NamePattern pattern, Replacement replacement, boolean everywhere)
      implements RouteRule {}

  /// Tags are sorted, for all rules behind this one: carbon's `TAG_RELAY_NORMALIZED`.
  record CanonicalTags() implements RouteRule {}

  /// The aggregator gets the point, and says whether it goes on.
  ///
  /// @param aggregation which of the aggregator's rules; 0 if it chooses for itself
  /// @param patterns one of which has to be found; empty: every point
  /// @param stop whether the point goes no further
  record Aggregate(int aggregation, List<NamePattern> patterns, boolean stop) implements RouteRule {
    public Aggregate {
      patterns = List.copyOf(patterns);
    }
  }

  /// The point goes to clusters.
  ///
  /// @param title the rule's name or place in its file, for explanations
  /// @param patterns one of which has to be found; empty: every point
  /// @param validation what value and timestamp have to look like
  /// @param hashKey what takes the place of the match in the text that rings hash: carbon-c-relay's
  ///   `route using`; null: the name is hashed as it is
  /// @param clusters may be empty: then a point only stops here, or is only validated
  /// @param stop whether the point goes no further
  record Match(
      String title,
      List<NamePattern> patterns,
      Optional<Validation> validation,
      @Nullable Replacement hashKey,
      List<Cluster> clusters,
      boolean stop)
      implements RouteRule {
    public Match {
      patterns = List.copyOf(patterns);
      clusters = List.copyOf(clusters);
    }

    /// A rule without validation and with plain hashing.
    public static Match of(
        String title, List<NamePattern> patterns, List<Cluster> clusters, boolean stop) {
      return new Match(title, patterns, Optional.empty(), null, clusters, stop);
    }
  }

  /// A test of what stands behind the name: `value timestamp`.
  ///
  /// @param log whether a point that fails is to be logged
  record Validation(NamePattern pattern, boolean log) {}
}
