// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

/// What a request may still take; asked while answers come in, by several threads. What it throws
/// ends the request.
public interface Allowance {

  /// One without limits.
  Allowance UNLIMITED =
      new Allowance() {
        @Override
        public void series(String pattern) {
          // as many as come
        }

        @Override
        public void points(int count, String series) {
          // as many as come
        }

        @Override
        public void check() {
          // for as long as it takes
        }
      };

  /// Counts one more series.
  void series(String pattern);

  /// Counts points, before there is memory for them.
  void points(int count, String series);

  /// Whether somebody still waits, and there is time.
  void check();
}
