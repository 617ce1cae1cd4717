// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.graphitestack.integration.GraphiteProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Caches that know nothing of each other and write the same series.
@WithCassandra
class TwoCachesTest {

  private static final String SCHEMAS = "[all]\npattern = .*\nretentions = 1s:10m,10s:1h,60s:1d\n";
  private static final int SECONDS = 480;
  private static final int SERIES = 20;

  private final CassandraCluster cluster;

  @TempDir private Path folder;

  TwoCachesTest(CassandraCluster cluster) {
    this.cluster = cluster;
  }

  /// A line for a second of a series; of three, so that intervals hold different values.
  private static String line(String kind, int series, long time) {
    var value = (time * 31 + series * 17L) % 1_000;
    return "two." + kind + ".s" + series + " " + value + " " + time + "\n";
  }

  @Test
  void twoCaches_ofTheSameSeries_answerAsOne() throws IOException {
    var stack = new StackOverCassandra(cluster, "two_caches", SCHEMAS);
    // a whole minute in the past, so that nothing is on the edge of an archive
    var begin = InstantSource.system().instant().getEpochSecond() / 60 * 60 - SECONDS;
    try (var first = stack.cache(folder.resolve("first"), "--set", "cache.MIN_TIMESTAMP_LAG=1");
        var second = stack.cache(folder.resolve("second"), "--set", "cache.MIN_TIMESTAMP_LAG=1");
        var alone = alone()) {
      for (var from = 0; from < SECONDS; from += 20) {
        var both = new StringBuilder();
        var odd = new StringBuilder();
        var even = new StringBuilder();
        for (var time = begin + from; time < begin + from + 20; time++) {
          for (var series = 0; series < SERIES; series++) {
            both.append(line("both", series, time));
            (time % 2 == 0 ? even : odd).append(line("halves", series, time));
          }
        }
        first.sendLines(both.toString() + even);
        second.sendLines(both.toString() + odd);
        alone.sendLines(both.toString() + even + odd);
      }
      for (var cache : List.of(first, second)) {
        StackOverCassandra.awaitStored(cache, (long) SERIES * SECONDS * 3 / 2);
      }
      StackOverCassandra.awaitStored(alone, (long) SERIES * SECONDS * 2);
      try (var web = stack.web(folder.resolve("web"))) {
        for (var reach : List.of(SECONDS, 3_000, 80_000)) {
          var url =
              "/render?format=raw&noCache=1&target=two.*.*&from="
                  + (begin + SECONDS - reach)
                  + "&until="
                  + (begin + SECONDS - 1);
          var expected = alone.get(url).body();
          assertThat(expected).hasLineCount(2 * SERIES);
          await()
              .atMost(StackOverCassandra.PATIENCE)
              .untilAsserted(
                  () ->
                      assertThat(web.get(url).body().lines().sorted())
                          .as("the last %s s", reach)
                          .containsExactlyElementsOf(expected.lines().sorted().toList()));
        }
      }
    }
  }

  /// What one cache makes of all points, in whisper files.
  private GraphiteProcess alone() throws IOException {
    var home = folder.resolve("alone");
    var conf = Files.createDirectories(home.resolve("conf"));
    Files.writeString(conf.resolve("storage-schemas.conf"), SCHEMAS);
    Files.writeString(
        conf.resolve("storage-aggregation.conf"),
        "[all]\npattern = .*\nxFilesFactor = 0\naggregationMethod = average\n");
    return GraphiteProcess.run(home, "--set", StackOverCassandra.NO_OWN_METRICS);
  }
}
