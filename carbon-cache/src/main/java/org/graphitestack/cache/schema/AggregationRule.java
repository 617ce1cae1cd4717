// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.schema;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.graphitestack.model.AggregationMethod;

/// A section of storage-aggregation.conf: how values of matching series roll up.
///
/// @param name the section's name
/// @param pattern whether a path matches
/// @param xFilesFactor 0 to 1; empty: the default
/// @param method empty: the default
public record AggregationRule(
    String name,
    Predicate<String> pattern,
    OptionalDouble xFilesFactor,
    Optional<AggregationMethod> method) {

  public AggregationRule {
    if (xFilesFactor.isPresent()
        && !(xFilesFactor.getAsDouble() >= 0 && xFilesFactor.getAsDouble() <= 1)) {
      throw new IllegalArgumentException(
          "xFilesFactor: " + xFilesFactor.getAsDouble() + " (expected: 0 to 1)");
    }
  }
}
