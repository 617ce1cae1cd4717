// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.model;

import java.util.List;

/// The archives of a series, finest step first, checked as whisper checks them.
///
/// @param archives at least one; steps strictly ascending and each a multiple of the one before;
///   each reaches further back than the one before; each has enough points to fill one of the next
public record RetentionPolicy(List<Retention> archives) {

  public RetentionPolicy {
    archives = List.copyOf(archives);
  }

  public Retention finest() {
    return archives.getFirst();
  }

  /// The longest retention in seconds.
  public long maxSeconds() {
    return archives.stream().mapToLong(Retention::seconds).max().orElseThrow();
  }
}
