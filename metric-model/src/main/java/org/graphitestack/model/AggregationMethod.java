// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.model;

/// How the known values of one coarse interval become its value.
public enum AggregationMethod {
  AVERAGE,
  SUM,
  LAST,
  MAX,
  MIN,
  AVG_ZERO,
  ABSMAX,
  ABSMIN
}
