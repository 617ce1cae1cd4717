// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.graphitestack.model.MetricPath;
import org.junit.jupiter.api.Test;

class SeriesIdTest {

  private static final MetricPath PATH = MetricPath.parse("servers.web01.cpu");

  @Test
  void id_ofAName_isTheSameEverywhere() {
    // what is stored under it has to be found for ever
    assertThat(SeriesId.of(PATH, 0)).hasToString("ffa481d6-a0c6-596b-9117-a5058c092432");
    assertThat(SeriesId.shardOf(PATH)).isEqualTo(255);
  }

  @Test
  void id_isANamedUuid() {
    assertThat(SeriesId.of(PATH, 0).version()).isEqualTo(5);
    assertThat(SeriesId.of(PATH, 0).variant()).isEqualTo(2);
  }

  @Test
  void id_ofLaterSeriesOfTheName_differs() {
    assertThat(SeriesId.of(PATH, 1)).isNotEqualTo(SeriesId.of(PATH, 0));
    assertThat(SeriesId.of(PATH, 2)).isNotEqualTo(SeriesId.of(PATH, 1));
  }

  @Test
  void shards_takeTheirShareOfNames() {
    var counts = new int[SeriesId.SHARDS];
    IntStream.range(0, 25_600)
        .forEach(i -> counts[SeriesId.shardOf(MetricPath.parse("a.b" + i))]++);

    assertThat(Arrays.stream(counts)).allMatch(count -> count > 50 && count < 170);
  }

  @Test
  void ids_ofManyNames_differ() {
    var ids = new HashSet<>();
    IntStream.range(0, 10_000).forEach(i -> ids.add(SeriesId.of(MetricPath.parse("a.b" + i), 0)));

    assertThat(ids).hasSize(10_000);
  }
}
