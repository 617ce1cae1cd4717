// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.benchmarks.storage.index;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.graphitestack.storage.index.NameIndex;

/// Prints the bytes of heap a name takes in an index of a million, and the CPU time of finds: for a
/// machine that others use too, where the wall time of [NameIndexBenchmark] says little. Run its
/// `main` with the class path given there and `-Xmx1g`.
public final class NameIndexFigures {

  private static final int WARM_UP_ROUNDS = 300;
  private static final int ROUNDS = 300;

  private NameIndexFigures() {}

  public static void main(String[] arguments) {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    for (var names : MillionNames.values()) {
      var before = usedBytes();
      var index = new NameIndex();
      try {
        names.addTo(index);
        var bytes = usedBytes() - before;
        var told = index.heapBytes();
        out.println(
            names
                + ": "
                + bytes / index.size()
                + " bytes per name, which tells "
                + told / index.size());
        if (names == MillionNames.HOSTS) {
          NameIndexBenchmark.PATTERNS.forEach(pattern -> printFinds(out, index, pattern));
        }
      } finally {
        Reference.reachabilityFence(index);
      }
    }
  }

  private static void printFinds(PrintWriter out, NameIndex index, String pattern) {
    for (var i = 0; i < WARM_UP_ROUNDS; i++) {
      index.find(pattern);
    }
    var threads = ManagementFactory.getThreadMXBean();
    var nanos = new long[ROUNDS];
    var found = 0;
    for (var i = 0; i < ROUNDS; i++) {
      var start = threads.getCurrentThreadCpuTime();
      found = index.find(pattern).size();
      nanos[i] = threads.getCurrentThreadCpuTime() - start;
    }
    Arrays.sort(nanos);
    out.println(
        String.format(
            Locale.ROOT,
            "%-45s %6d found, CPU ms: median %.3f, p99 %.3f",
            pattern,
            found,
            nanos[ROUNDS / 2] / 1e6,
            nanos[ROUNDS * 99 / 100] / 1e6));
  }

  private static long usedBytes() {
    for (var i = 0; i < 5; i++) {
      System.gc();
    }
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
