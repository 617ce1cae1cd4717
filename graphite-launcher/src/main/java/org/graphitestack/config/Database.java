// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

/// Where new series are kept (`DATABASE`).
public enum Database {
  WHISPER,
  CERES,
  CASSANDRA
}
