// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.cassandra;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The bed by hand, and for benchmarks: `CassandraNodes test|benchmark COUNT` starts so many nodes
/// on 127.0.0.21 and up, says where, and stops them when standard input ends.
public final class CassandraNodes {

  private CassandraNodes() {}

  public static void main(String[] arguments) throws IOException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (arguments.length != 2) {
      out.println("usage: CassandraNodes test|benchmark COUNT (expected: 1 to 3)");
      return;
    }
    var size = arguments[0].equals("benchmark") ? NodeSize.BENCHMARK : NodeSize.TEST;
    var addresses = CassandraCluster.ADDRESSES.subList(0, Integer.parseInt(arguments[1]));
    try (var cluster = CassandraCluster.start(size, addresses)) {
      out.println("ready " + cluster.contactPoints());
      var _ = System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
