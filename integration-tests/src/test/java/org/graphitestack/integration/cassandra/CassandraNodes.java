// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.cassandra;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The bed by hand, for benchmarks and scripts: `CassandraNodes test|benchmark ADDRESS…` starts a
/// node on each address, says so, and stops them when standard input ends.
public final class CassandraNodes {

  private CassandraNodes() {}

  public static void main(String[] arguments) throws IOException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (arguments.length < 2) {
      out.println("usage: CassandraNodes test|benchmark ADDRESS…");
      return;
    }
    var size = arguments[0].equals("benchmark") ? NodeSize.BENCHMARK : NodeSize.TEST;
    var addresses = List.of(arguments).subList(1, arguments.length);
    try (var cluster = CassandraCluster.start(size, addresses)) {
      out.println("ready " + cluster.contactPoints());
      var _ = System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
