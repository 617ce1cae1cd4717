// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhereCommandTest {

  private static final String RULES =
      """
      [relay]
      RELAY_METHOD = rules
      DESTINATIONS = a:2004, b:2004
      """;

  @TempDir private Path home;

  @BeforeEach
  void makeHome() throws IOException {
    write("carbon.conf", RULES);
    write(
        "relay-rules.conf",
        """
        [servers]
        pattern = ^servers\\.
        destinations = a:2004
        continue = true
        [nobody]
        pattern = ^lost\\.
        destinations = c:2004
        [rest]
        default = true
        destinations = b:2004
        """);
  }

  @Test
  void where_namesTheDestinationsOfEachMetric() {
    var run = where("servers.web.load", "other.load");

    assertThat(run.status()).isZero();
    assertThat(run.out().lines())
        .containsExactly("servers.web.load -> a:2004, b:2004", "other.load -> b:2004");
  }

  @Test
  void where_withWhy_tellsTheSteps() {
    assertThat(where("--why", "servers.web.load").out().lines())
        .hasSizeGreaterThan(2)
        .contains("  to all of [servers] -> a:2004", "  to all of [rest] -> b:2004");
  }

  @Test
  void where_ofAMetricThatGoesNowhere_exits1() {
    var run = where("lost.load", "other.load");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out().lines()).containsExactly("lost.load -> nowhere", "other.load -> b:2004");
  }

  @Test
  void where_withoutNames_readsThemFromStandardInput() {
    var before = System.in;
    System.setIn(
        new ByteArrayInputStream(
            "servers.a\n\nother.b 1 1700000000\n".getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(where().out().lines())
          .containsExactly("servers.a -> a:2004, b:2004", "other.b -> b:2004");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void where_movedFrom_namesOnlyThoseThatMove() throws IOException {
    var names = new ArrayList<String>();
    for (var i = 0; i < 300; i++) {
      names.add("servers.web" + i + ".load");
    }
    write("carbon.conf", ring("a:2004:1, b:2004:2, c:2004:3"));
    write("before.conf", ring("a:2004:1, b:2004:2"));

    var run = where(moved(names));

    assertThat(run.status()).isZero();
    assertThat(run.out().lines())
        .hasSizeBetween(50, 150)
        .allMatch(line -> line.matches("servers\\.web\\d+\\.load: [ab]:2004:[12] -> c:2004:3"));
    write("before.conf", ring("a:2004:1, b:2004:2, c:2004:3"));
    assertThat(where(moved(names)).out()).isEmpty();
  }

  @Test
  void where_ofTheAggregator_tellsWhatAMetricIsMadePartOf() throws IOException {
    write("carbon.conf", "[aggregator]\nDESTINATIONS = a:2004\nFORWARD_ALL = False\n");
    write("rewrite-rules.conf", "[pre]\nweb = app\n");
    write("aggregation-rules.conf", "all.<x> (60) = sum app.*.<x>\n");

    var run = where("--aggregator", "--why", "web.1.load", "other.load");

    assertThat(run.out().lines())
        .contains("web.1.load -> only as all.load", "  is aggregated into all.load")
        .contains("other.load -> nowhere", "  does not go on itself: FORWARD_ALL is off");
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void where_withABrokenConfiguration_saysWhere() throws IOException {
    write("carbon.conf", "[relay]\nRELAY_METHOD = magic\nDESTINATIONS = a:2004\n");

    var run = where("a.b");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("carbon.conf:2: relay_method = magic (expected: one of rules,");
  }

  private List<String> moved(List<String> names) {
    var arguments =
        new ArrayList<String>(
            List.of("--moved-from", home.resolve("conf").resolve("before.conf").toString()));
    arguments.addAll(names);
    return arguments;
  }

  private static String ring(String destinations) {
    return "[relay]\nRELAY_METHOD = consistent-hashing\nDESTINATIONS = " + destinations + "\n";
  }

  private CommandRun where(String... arguments) {
    return where(List.of(arguments));
  }

  private CommandRun where(List<String> more) {
    var arguments = new ArrayList<String>(List.of("where", "--home", home.toString()));
    arguments.addAll(more);
    return CommandRun.of(arguments);
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(home.resolve("conf"));
    Files.writeString(home.resolve("conf").resolve(name), text);
  }
}
