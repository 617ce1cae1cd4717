// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.benchmarks.storage.whisper;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Our side of `benchmarks/whisper-vs-python.py`: does rounds of work on its order and answers with
/// the CPU seconds that the whole process, compiler and collector included, has spent on each.
///
/// Orders are lines: `PASSES fill`, `PASSES update ACCESS POINTS`, `PASSES fetch ACCESS`, ACCESS
/// being `channel`, `half` (with room to map half of the files) or `mapped`. Arguments are the
/// folder and the number of files.
public final class WhisperWorker {

  private WhisperWorker() {}

  public static void main(String[] arguments) throws IOException {
    var root = Path.of(arguments[0]);
    var files = Integer.parseInt(arguments[1]);
    var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (var channel = BenchmarkTree.open(root, files, 0);
        var half = BenchmarkTree.open(root, files, files / 2);
        var mapped = BenchmarkTree.open(root, files, files)) {
      for (var line = orders.readLine(); line != null; line = orders.readLine()) {
        var words = line.split(" ", -1);
        var before = cpuNanos();
        for (var pass = Integer.parseInt(words[0]); pass > 0; pass--) {
          var tree =
              switch (words.length > 2 ? words[2] : "channel") {
                case "channel" -> channel;
                case "half" -> half;
                case "mapped" -> mapped;
                default -> throw new IllegalArgumentException("order: " + line);
              };
          switch (words[1]) {
            case "fill" -> tree.fill();
            case "update" -> update(tree, Integer.parseInt(words[3]));
            case "fetch" -> fetch(tree);
            default -> throw new IllegalArgumentException("order: " + line);
          }
        }
        answer(System.out, (cpuNanos() - before) / 1e9);
      }
    }
  }

  private static void update(BenchmarkTree tree, int points) throws IOException {
    for (var i = 0; i < tree.size(); i++) {
      if (tree.update(points) > 0) {
        throw new IllegalStateException("points were dropped");
      }
    }
  }

  private static void fetch(BenchmarkTree tree) throws IOException {
    for (var i = 0; i < tree.size(); i++) {
      if (tree.fetchDay().values().length != 1_440) {
        throw new IllegalStateException("values are missing");
      }
    }
  }

  private static void answer(PrintStream out, double seconds) {
    out.println(seconds);
    out.flush();
  }

  private static long cpuNanos() {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return system.getProcessCpuTime();
  }
}
