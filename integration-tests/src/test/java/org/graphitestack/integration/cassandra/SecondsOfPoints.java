// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.integration.GraphiteProcess;

/// Series of a value a second, each of which is known: what was sent can be checked one by one.
///
/// @param prefix of the series
/// @param series how many
/// @param begin time of the first value
record SecondsOfPoints(String prefix, int series, long begin) {

  /// The values of some seconds, as plaintext lines.
  String lines(int from, int until) {
    var lines = new StringBuilder();
    for (var second = from; second < until; second++) {
      for (var one = 0; one < series; one++) {
        lines.append(prefix).append(".s").append(one).append(' ').append(value(one, second));
        lines.append(' ').append(begin + second).append('\n');
      }
    }
    return lines.toString();
  }

  private static int value(int series, int second) {
    return series * 100_000 + second;
  }

  /// Asserts that a web, which may have to learn the names first, has every value.
  void assertReadBy(GraphiteProcess web, int seconds) {
    await()
        .atMost(StackOverCassandra.PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(missing(web, seconds)).isEmpty());
  }

  /// Which values a web has not, or has otherwise; empty if it has all.
  private List<String> missing(GraphiteProcess web, int seconds) throws IOException {
    var answer =
        web.get(
            "/render?format=raw&noNullPoints=false&target="
                + prefix
                + ".*&from="
                + (begin - 1)
                + "&until="
                + (begin + seconds - 1)
                + "&noCache=1");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var found = new ArrayList<String>();
    var lines = answer.body().lines().toList();
    for (var one = 0; one < series; one++) {
      var head = prefix + ".s" + one + "," + begin + ",";
      var line = lines.stream().filter(l -> l.startsWith(head)).findFirst();
      if (line.isEmpty()) {
        found.add(
            prefix
                + ".s"
                + one
                + ": no line that begins with "
                + head
                + " (partial: "
                + answer.headers().firstValue("X-Graphite-Partial").orElse("no")
                + ")");
        continue;
      }
      var values = line.get().substring(line.get().indexOf('|') + 1).split(",", -1);
      for (var second = 0; second < seconds; second++) {
        var value = second < values.length ? values[second] : "nothing";
        if (!value.equals(value(one, second) + ".0")) {
          found.add(
              prefix
                  + ".s"
                  + one
                  + " second "
                  + second
                  + ": "
                  + value
                  + " for "
                  + value(one, second));
        }
      }
    }
    return found;
  }
}
