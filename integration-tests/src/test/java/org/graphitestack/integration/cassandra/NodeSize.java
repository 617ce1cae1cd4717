// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.cassandra;

import java.util.List;

/// How much of the machine a node may take.
public enum NodeSize {
  /// Three beside each other on a small machine: half the processor time of a start, 450 MB of
  /// memory at first and 700 MB under load. Correct, not fast.
  TEST,
  /// One alone, to be measured: both compilers and the collector that Cassandra ships with.
  BENCHMARK;

  List<String> flags() {
    return switch (this) {
      case TEST ->
          List.of(
              "-Xms128m",
              "-Xmx512m",
              "-XX:MaxDirectMemorySize=256m",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1");
      case BENCHMARK -> List.of("-Xms1g", "-Xmx1g", "-XX:MaxDirectMemorySize=512m", "-XX:+UseG1GC");
    };
  }
}
