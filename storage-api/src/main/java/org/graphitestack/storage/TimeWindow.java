// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

/// The time a reader wants, in epoch seconds: after `from`, up to and including `until`.
///
/// @param from exclusive start
/// @param until inclusive end, >= `from`
/// @param now the moment that counts as now: it decides which archive reaches back far enough
public record TimeWindow(long from, long until, long now) {

  public TimeWindow {
    if (from > until) {
      throw new IllegalArgumentException("from: " + from + " (expected: <= until, " + until + ")");
    }
  }
}
