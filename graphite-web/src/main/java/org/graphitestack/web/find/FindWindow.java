// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.find;

/// The time series must have points of to be found, in epoch seconds.
public record FindWindow(long from, long until) {

  /// Any time.
  public static final FindWindow ANY = new FindWindow(Long.MIN_VALUE, Long.MAX_VALUE);
}
