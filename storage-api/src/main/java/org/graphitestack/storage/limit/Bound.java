// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.limit;

/// How much there may be.
///
/// @param soft what is above is counted and said, > 0; infinity for none
/// @param hard what is above is refused, >= 0; infinity for none
public record Bound(double soft, double hard) {

  /// No bound at all.
  public static final Bound NONE = new Bound(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  public Bound {
    if (!(soft > 0)) {
      throw new IllegalArgumentException("soft: " + soft + " (expected: more than 0)");
    }
    if (!(hard >= 0)) {
      throw new IllegalArgumentException("hard: " + hard + " (expected: >= 0)");
    }
  }

  /// Whether anything is bounded.
  public boolean isSet() {
    return !equals(NONE);
  }
}
