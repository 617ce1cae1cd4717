// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

/// Hears how long answers take.
@FunctionalInterface
public interface LatencyListener {

  /// An answer came.
  ///
  /// @param server its name
  /// @param nanos from the request to the end of the answer
  void answered(String server, long nanos);
}
