// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.ring;

/// How many destinations a metric gets, and whether they must be on different hosts.
///
/// @param factor carbon's `REPLICATION_FACTOR`
/// @param diverseHosts carbon's `DIVERSE_REPLICAS`
public record Replication(int factor, boolean diverseHosts) {
  /// Carbon's defaults.
  public static final Replication NONE = new Replication(1, true);

  public Replication {
    if (factor < 1) {
      throw new IllegalArgumentException("replication factor: " + factor + " (expected: >= 1)");
    }
  }
}
