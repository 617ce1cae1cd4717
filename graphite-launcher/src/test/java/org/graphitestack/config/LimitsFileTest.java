// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.storage.limit.Bound;
import org.graphitestack.storage.limit.LimitRules;
import org.graphitestack.storage.limit.Measure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsFileTest {

  @TempDir private Path folder;

  private final List<String> notes = new ArrayList<>();

  @Test
  void read_everyKey_isABound() throws Exception {
    var rules =
        read(
            """
            [team-a]
            PATTERN = teams.a
            WARN_POINTS_PER_SECOND = 1.5
            MAX_POINTS_PER_SECOND = 2
            WARN_NEW_SERIES_PER_MINUTE = 3
            max_new_series_per_minute = 4
            WARN_SERIES = 5
            MAX_SERIES = 0
            WARN_STORED_BYTES = 7K
            MAX_STORED_BYTES = 8M
            WARN_QUERIES_PER_MINUTE = 9
            MAX_QUERIES_PER_MINUTE = inf

            [others]
            pattern = *
            """);

    assertThat(rules.rules()).extracting(rule -> rule.name()).containsExactly("team-a", "others");
    var first = rules.rules().getFirst();
    assertThat(first.pattern().toString()).isEqualTo("teams.a");
    assertThat(first.bound(Measure.POINTS)).isEqualTo(new Bound(1.5, 2));
    assertThat(first.bound(Measure.NEW_SERIES)).isEqualTo(new Bound(3, 4));
    assertThat(first.bound(Measure.SERIES)).isEqualTo(new Bound(5, 0));
    assertThat(first.bound(Measure.STORED_BYTES)).isEqualTo(new Bound(7 << 10, 8 << 20));
    assertThat(first.bound(Measure.QUERIES)).isEqualTo(new Bound(9, Double.POSITIVE_INFINITY));
    assertThat(rules.rules().getLast().bounds()).isEmpty();
    assertThat(notes).isEmpty();
  }

  @Test
  void read_noFile_hasNoLimits() throws Exception {
    assertThat(LimitsFile.read(folder.resolve("none"), notes)).isSameAs(LimitRules.NONE);
  }

  @Test
  void read_unknownKey_isNotedWithTheNearest() throws Exception {
    read("[a]\nPATTERN = a\nMAX_POINTS_PER_SECONDS = 1\n");

    assertThat(notes)
        .containsExactly(
            file()
                + ":3: MAX_POINTS_PER_SECONDS is no key of [a] (expected: MAX_POINTS_PER_SECOND?)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MAX_SERIES = 1|: section [a] without PATTERN (expected: PATTERN = teams.a)",
        "PATTERN = a..b|:2: pattern 'a..b' (expected: nodes",
        "PATTERN = a\\nMAX_SERIES = many|:3: max_series = many (expected: a number, or inf)",
        "PATTERN = a\\nMAX_SERIES = -1|:3: max_series = -1 (expected: a number from 0 up, or inf)",
        "PATTERN = a\\nWARN_SERIES = 0|:3: warn_series = 0 (expected: a number above 0, or inf)",
        "PATTERN = a\\nMAX_STORED_BYTES = 1X|:3: max_stored_bytes = 1X (expected: bytes"
      })
  void read_nonsense_isRefusedWithItsLine(String text, String message) {
    assertThatThrownBy(() -> read("[a]\n" + text.replace("\\n", "\n") + "\n"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageStartingWith(file() + message);
  }

  private LimitRules read(String text) throws IOException, InvalidConfigException {
    Files.writeString(file(), text);
    return LimitsFile.read(file(), notes);
  }

  private Path file() {
    return folder.resolve(LimitsFile.NAME);
  }
}
