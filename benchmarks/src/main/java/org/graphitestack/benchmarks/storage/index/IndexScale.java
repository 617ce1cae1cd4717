// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.benchmarks.storage.index;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.index.NameIndex;
import org.graphitestack.storage.index.NameLog;

/// The index at scale: fills one with so many names (first argument, a million if none), prints the
/// bytes of heap each takes and how long the log of names takes to read, then asks ten thousand
/// mixed patterns while another thread adds fifty thousand new names a second, and prints how long
/// the finds took. Run as [NameIndexFigures] with `-Xmx1g`.
///
/// The names are those of 10 sites with hosts of 100 metrics each. Last figures are in
/// docs/index.md.
public final class IndexScale {

  private static final int FINDS = 10_000;
  private static final int WARM_UP_FINDS = 3_000;
  private static final int NEW_PER_SECOND = 50_000;
  private static final int NEW_PER_TURN = 500;
  private static final int METRICS = 100;
  private static final int SITES = 10;
  private static final List<String> GROUPS =
      List.of("cpu", "memory", "disk", "net", "load", "proc", "tcp", "udp", "nginx", "jvm");
  private static final List<String> ROLES = List.of("web", "db", "cache", "queue", "api");

  private final PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
  private final Random random = new Random(42);
  private final int hosts;
  private final NameIndex index = new NameIndex();
  private volatile boolean done;

  private IndexScale(int names) {
    this.hosts = names / METRICS;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    new IndexScale(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000).run();
  }

  private void run() throws IOException, InterruptedException {
    var before = usedBytes();
    for (var i = 0; i < hosts * METRICS; i++) {
      index.add(new MetricPath(name(i)));
    }
    print(
        "%,d names, %.1f bytes of heap each",
        index.size(), (usedBytes() - before) / (double) index.size());
    readLog();
    for (var i = 0; i < WARM_UP_FINDS; i++) {
      index.find(pattern(i));
    }
    finds("alone");
    searches();
    var writer = Thread.ofPlatform().daemon().start(this::addNames);
    finds("beside " + NEW_PER_SECOND + " new names a second");
    done = true;
    writer.join();
    print("%,d names at the end", index.size());
  }

  private String name(int i) {
    var host = i / METRICS;
    return site(host) + '.' + host(host) + '.' + GROUPS.get(i / 10 % 10) + ".metric_" + i % 10;
  }

  private static String site(int host) {
    return "site" + host % SITES;
  }

  private static String host(int host) {
    return ROLES.get(host / SITES % ROLES.size()) + host;
  }

  /// One of the kinds of question in turn.
  private String pattern(int i) {
    var host = random.nextInt(hosts);
    var group = GROUPS.get(random.nextInt(GROUPS.size()));
    return switch (i % 10) {
      case 0 -> site(host) + '.' + host(host) + ".*." + "metric_" + host % 10;
      case 1 -> site(host) + ".*." + group + ".metric_" + host % 10;
      case 2 -> site(host) + ".*" + host + "*." + group + ".*";
      case 3 -> "*." + host(host) + '.' + group + ".*";
      case 4 -> "*.*" + host + '.' + group + ".*";
      case 5 -> site(host) + ".{" + host(host) + ",x}.[a-m]*.metric_?";
      case 6 -> site(host) + '.' + host(host).substring(0, 4) + "*." + group + ".metric_1";
      case 7 -> "*.*web" + host + "*.*.*";
      case 8 -> site(host) + '.' + host(host) + ".*";
      default -> "*." + host(host) + ".*.metric_*";
    };
  }

  private void finds(String how) {
    var nanos = new long[FINDS];
    var byKind = new ArrayList<long[]>();
    var found = new long[10];
    for (var i = 0; i < 10; i++) {
      byKind.add(new long[FINDS / 10]);
    }
    for (var i = 0; i < FINDS; i++) {
      var pattern = pattern(i);
      var start = nanoTime();
      found[i % 10] += index.find(pattern).size();
      nanos[i] = nanoTime() - start;
      byKind.get(i % 10)[i / 10] = nanos[i];
    }
    printTimes(how, nanos, Arrays.stream(found).sum() / FINDS);
    for (var kind = 0; kind < 10; kind++) {
      printTimes("  such as " + pattern(kind), byKind.get(kind), found[kind] / (FINDS / 10));
    }
    for (var heavy : List.of("*.*.cpu.*", "*.*.*", "*.*.*.metric_1", "*.*web*.cpu.*")) {
      var some = new long[20];
      var count = 0;
      for (var i = 0; i < some.length; i++) {
        var start = nanoTime();
        count = index.find(heavy).size();
        some[i] = nanoTime() - start;
      }
      printTimes("  all of " + heavy, some, count);
    }
  }

  private void searches() {
    for (var words : List.of("web1270", "web1270 cpu", "metric_1", "bwe1270", "dtbs")) {
      var nanos = new long[50];
      var found = 0;
      for (var i = 0; i < nanos.length; i++) {
        var start = nanoTime();
        found = index.search(words, 50, () -> false).found();
        nanos[i] = nanoTime() - start;
      }
      printTimes("search for " + words, nanos, found);
    }
  }

  private void printTimes(String what, long[] nanos, long found) {
    Arrays.sort(nanos);
    print(
        "%-60s p50 %7.3f ms, p99 %7.3f ms, max %7.3f ms, %d found",
        what,
        nanos[nanos.length / 2] / 1e6,
        nanos[nanos.length * 99 / 100] / 1e6,
        nanos[nanos.length - 1] / 1e6,
        found);
  }

  private void addNames() {
    var begin = nanoTime();
    for (var i = 0L; !done; i++) {
      if (i % NEW_PER_TURN == 0) {
        var due = begin + i * 1_000_000_000L / NEW_PER_SECOND;
        LockSupport.parkNanos(due - nanoTime());
      }
      index.add(
          new MetricPath("new.host" + i / METRICS + ".group" + i / 10 % 10 + ".metric_" + i % 10));
    }
  }

  private void readLog() throws IOException {
    var file = Files.createTempFile("names", ".log");
    Files.delete(file);
    try {
      try (var log = NameLog.open(file, "/tree", _ -> {}, _ -> {})) {
        index.forEachLeaf(name -> log.came(new MetricPath(name)));
        log.setWalked();
      }
      var read = new NameIndex();
      var start = nanoTime();
      NameLog.open(file, "/tree", read::add, read::remove).close();
      print(
          "log of %,d names, %,d bytes: read into an index within %.2f s",
          read.size(), Files.size(file), (nanoTime() - start) / 1e9);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  @SuppressWarnings(
      "AnnotateFormatMethod") // its annotation is of a library that nothing else here needs
  private void print(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }

  @AllowForbidden("a benchmark measures by the machine's clock")
  private static long nanoTime() {
    return System.nanoTime();
  }

  private static long usedBytes() {
    for (var i = 0; i < 4; i++) {
      System.gc();
    }
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
