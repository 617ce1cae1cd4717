// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.benchmarks.storage.tag;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.index.NameIndex;
import org.graphitestack.storage.tag.TagQuery;
import org.graphitestack.storage.tag.TextFilter;
import org.graphitestack.web.tag.TagPattern;

/// Prints the CPU time of questions about tags among a million series: 20 names on each of 50 000
/// hosts in 10 data centres, each with a number of its own. Run its `main` as
/// [org.graphitestack.benchmarks.storage.index.NameIndexFigures]'.
///
/// The last figures stand in docs/events-and-tags.md.
public final class TagFigures {

  private static final int HOSTS = 50_000;
  private static final int NAMES = 20;
  private static final int ROUNDS = 60;

  private TagFigures() {}

  public static void main(String[] arguments) {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var index = new NameIndex();
    for (var host = 0; host < HOSTS; host++) {
      for (var name = 0; name < NAMES; name++) {
        index.add(
            new MetricPath(
                "metric"
                    + name
                    + ";dc=dc"
                    + host % 10
                    + ";host=host"
                    + host
                    + ";id="
                    + name
                    + host));
      }
    }
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
    var threads = ManagementFactory.getThreadMXBean();
    var nanos = new long[ROUNDS];
    var found = 0;
    for (var i = -ROUNDS; i < ROUNDS; i++) {
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
            nanos[ROUNDS / 2] / 1e6,
            nanos[ROUNDS - 1] / 1e6));
  }
}
