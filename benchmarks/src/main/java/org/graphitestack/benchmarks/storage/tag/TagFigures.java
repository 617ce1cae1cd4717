// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.benchmarks.storage.tag;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.index.NameIndex;
import org.graphitestack.storage.index.NameLog;
import org.graphitestack.storage.tag.TagQuery;
import org.graphitestack.storage.tag.TextFilter;
import org.graphitestack.web.tag.TagPattern;

/// Prints the bytes of heap that a series with tags takes, the time to add it, and the CPU time of
/// questions about tags, among a million series of two kinds: 50 names on each of 20 000 hosts with
/// five tags that series share; and 20 names on each of 50 000 hosts, each series with a value of
/// its own. Run its `main` as [org.graphitestack.benchmarks.storage.index.NameIndexFigures]'.
///
/// The last figures stand in docs/index.md and docs/events-and-tags.md.
public final class TagFigures {

  private static final int SERIES = 1_000_000;
  private static final int NAMES = 20;
  private static final int ROUNDS = 60;

  private TagFigures() {}

  public static void main(String[] arguments) throws IOException {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    readLog(out, fill(out, "five shared tags", TagFigures::shared));
    var index = fill(out, "a value of its own", TagFigures::own);
    print(out, "values of id, for the first time", 1, () -> complete(index, "id", ""));
    print(out, "values of host", () -> complete(index, "host", ""));
    print(out, "values of id, prefix 19", () -> complete(index, "id", "19"));
    print(out, "values of host, name=metric3", () -> complete(index, "host", "", "name=metric3"));
    print(
        out,
        "values of host, name=metric3 dc=dc7 host!=host7",
        () -> complete(index, "host", "", "name=metric3", "dc=dc7", "host!=host7"));
    print(out, "values of dc, host=~.*77$", () -> complete(index, "dc", "", "host=~.*77$"));
    print(
        out,
        "values of id, name=metric3 dc=dc7 (worst: few match)",
        () -> complete(index, "id", "49", "name=metric3", "dc=dc7"));
    print(out, "tags, name=metric3", () -> index.completeTags(query("name=metric3"), "", 100));
    print(out, "tags, host=host777", () -> index.completeTags(query("host=host777"), "", 100));
    print(out, "series, host=host777", () -> index.find(query("host=host777"), 1000));
    print(
        out,
        "series, name=metric3 dc=dc7",
        () -> index.find(query("name=metric3", "dc=dc7"), 9999));
  }

  /// Five tags that series share.
  private static String shared(int i) {
    var host = i / 50;
    return "app.requests.metric_"
        + i % 50
        + ";dc=dc"
        + host % 10
        + ";env="
        + (host % 7 == 0 ? "staging" : "production")
        + ";host=web"
        + host
        + ".example.com;rack=rack"
        + host % 400
        + ";service=service-"
        + host % 150;
  }

  /// Three tags, one of which no other series has.
  private static String own(int i) {
    var host = i / NAMES;
    var name = i % NAMES;
    return "metric" + name + ";dc=dc" + host % 10 + ";host=host" + host + ";id=" + name + host;
  }

  private static NameIndex fill(PrintWriter out, String kind, IntFunction<String> names) {
    var before = usedBytes();
    var index = new NameIndex();
    var threads = ManagementFactory.getThreadMXBean();
    var start = threads.getCurrentThreadCpuTime();
    for (var i = 0; i < SERIES; i++) {
      index.add(new MetricPath(names.apply(i)));
    }
    var nanos = threads.getCurrentThreadCpuTime() - start;
    out.println(
        String.format(
            Locale.ROOT,
            "%s: %.1f bytes of heap a series, added in %.2f s",
            kind,
            (usedBytes() - before) / (double) index.size(),
            nanos / 1e9));
    return index;
  }

  private static void readLog(PrintWriter out, NameIndex index) throws IOException {
    var file = Files.createTempFile("names", ".log");
    Files.delete(file);
    try {
      try (var log = NameLog.open(file, "/tree", _ -> {}, _ -> {})) {
        index.forEachTagged((path, _) -> log.came(path));
      }
      var read = new NameIndex();
      var threads = ManagementFactory.getThreadMXBean();
      var start = threads.getCurrentThreadCpuTime();
      NameLog.open(file, "/tree", read::add, read::remove).close();
      var nanos = threads.getCurrentThreadCpuTime() - start;
      out.println(
          String.format(Locale.ROOT, "%d read from their log in %.2f s", read.size(), nanos / 1e9));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static long usedBytes() {
    for (var i = 0; i < 5; i++) {
      System.gc();
    }
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static List<?> complete(
      NameIndex index, String tag, String prefix, String... expressions) {
    return expressions.length == 0
        ? index.values(tag, TextFilter.startingWith(prefix), 100)
        : index.completeValues(
            query(
                Stream.concat(Stream.of(expressions), Stream.of(tag + "!="))
                    .toArray(String[]::new)),
            tag,
            prefix,
            100);
  }

  private static TagQuery query(String... expressions) {
    return TagPattern.query(List.of(expressions));
  }

  private static void print(PrintWriter out, String question, Supplier<List<?>> ask) {
    print(out, question, ROUNDS, ask);
  }

  private static void print(PrintWriter out, String question, int rounds, Supplier<List<?>> ask) {
    var threads = ManagementFactory.getThreadMXBean();
    var nanos = new long[rounds];
    var found = 0;
    for (var i = rounds == 1 ? 0 : -rounds; i < rounds; i++) {
      var start = threads.getCurrentThreadCpuTime();
      found = ask.get().size();
      nanos[Math.max(0, i)] = threads.getCurrentThreadCpuTime() - start;
    }
    Arrays.sort(nanos);
    out.println(
        String.format(
            Locale.ROOT,
            "| %s | %d | %.2f | %.2f |",
            question,
            found,
            nanos[rounds / 2] / 1e6,
            nanos[rounds - 1] / 1e6));
  }
}
