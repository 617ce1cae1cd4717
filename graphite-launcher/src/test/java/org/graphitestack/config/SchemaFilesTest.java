// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.RetentionPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaFilesTest {

  @TempDir private Path folder;
  private SchemaFiles files = SchemaFiles.in(Path.of("."));

  @BeforeEach
  void inFolder() {
    files = SchemaFiles.in(folder);
  }

  @Test
  void load_bothFiles_firstMatchDecides() throws Exception {
    schemas(
        """
        [carbon]
        pattern = ^carbon\\.
        retentions = 60:90
        [all]
        pattern=.*
        retentions=1m:7d,10s:6h
        """);
    aggregation(
        """
        [sum]
        pattern = \\.count$
        xFilesFactor = 0
        aggregationMethod = sum
        [x]
        pattern = ^x
        """);

    var rules = files.load().rules();

    assertThat(rules.layoutFor(new MetricPath("carbon.a")).retentions())
        .isEqualTo(RetentionPolicy.parse("60:90"));
    var count = rules.layoutFor(new MetricPath("a.count"));
    assertThat(count.retentions()).isEqualTo(RetentionPolicy.parse("10s:6h,1m:7d"));
    assertThat(count.aggregation()).isEqualTo(AggregationMethod.SUM);
    assertThat(count.xFilesFactor()).isZero();
    assertThat(rules.layoutFor(new MetricPath("xy")).xFilesFactor()).isEqualTo(0.5);
  }

  @Test
  void load_noFiles_givesDefaultsAndSaysSo() throws Exception {
    var loaded = files.load();

    assertThat(loaded.rules()).isEqualTo(SchemaRules.DEFAULTS);
    assertThat(loaded.notes())
        .containsExactly(files.schemas() + ": not there, every new series gets 60:10080");
  }

  @Test
  void load_sectionLacksAKeyOrItsArchivesDoNotFit_isPassedOverAndSaid() throws Exception {
    schemas(
        """
        [a]
        retentions = 60:90
        [b]
        pattern = b
        [c]
        pattern = c
        retentions = 60:60,90:100
        [d]
        pattern=.*
        retentions=10:100
        """);
    aggregation("[e]\nxFilesFactor = 0.1\n");

    var loaded = files.load();

    assertThat(loaded.rules().schemas()).hasSize(1);
    assertThat(loaded.notes())
        .hasSize(4)
        .contains(files.schemas() + ": section [a] is passed over: it has no pattern")
        .contains(files.schemas() + ": section [b] is passed over: it has no retentions")
        .contains(files.aggregation() + ": section [e] is passed over: it has no pattern")
        .anyMatch(
            note -> note.startsWith(files.schemas() + ":7: section [c] is passed over: step"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pattern = .*~retentions = 60|:3: ",
        "pattern = (~retentions = 60:1|:2: Unclosed group",
        "pattern = .*~retentions = 1x:1d|:3: "
      })
  void load_badSchema_saysFileAndLine(String body, String message) throws IOException {
    schemas("[a]\n" + body.replace('~', '\n'));

    assertThatThrownBy(files::load)
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageStartingWith(files.schemas() + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "xFilesFactor = 2|:3: xfilesfactor = 2 (expected: a number from 0 to 1)",
        "xFilesFactor = much|:3: xfilesfactor = much (expected: a number from 0 to 1)",
        "aggregationMethod = median|:3: aggregationmethod = median (expected: one of average"
      })
  void load_badAggregation_saysFileAndLine(String line, String message) throws IOException {
    aggregation("[a]\npattern = .*\n" + line);

    assertThatThrownBy(files::load)
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageStartingWith(files.aggregation() + message);
  }

  @Test
  void watch_filesChange_newRulesAreHandedOverAndBadOnesAreNot() throws Exception {
    schemas("[a]\npattern = .*\nretentions = 60:1\n");
    List<SchemaRules> changes = new CopyOnWriteArrayList<>();
    try (var watch = files.watch(changes::add)) {
      watch.look();
      assertThat(changes).isEmpty();
      schemas("[a]\npattern = .*\nretentions = 60:100\n");
      watch.look();
      watch.look();
      assertThat(changes).hasSize(1);
      schemas("[a]\npattern = .*\nretentions = nonsense\n");
      watch.look();
      assertThat(changes).hasSize(1);
      Files.delete(files.schemas());
      aggregation("[a]\npattern = .*\n");
      watch.look();

      assertThat(changes.getLast().schemas()).isEmpty();
      assertThat(changes.getLast().aggregations()).hasSize(1);
    }
  }

  @Test
  void defaultFiles_asShipped_load() throws Exception {
    copyDefault("storage-schemas.conf");
    copyDefault("storage-aggregation.conf");

    var loaded = files.load();

    assertThat(loaded.notes()).isEmpty();
    assertThat(loaded.rules().layoutFor(new MetricPath("carbon.agents.a")).retentions())
        .isEqualTo(RetentionPolicy.parse("60s:90d"));
    assertThat(loaded.rules().layoutFor(new MetricPath("any.upper_99")).retentions())
        .isEqualTo(RetentionPolicy.parse("10s:6h,1m:7d,10m:1y"));
    assertThat(loaded.rules().layoutFor(new MetricPath("any.upper_99")).aggregation())
        .isEqualTo(AggregationMethod.MAX);
  }

  private void copyDefault(String name) throws IOException {
    try (var in = SchemaFiles.class.getResourceAsStream("/default-conf/" + name)) {
      Files.copy(Objects.requireNonNull(in), folder.resolve(name));
    }
  }

  private void schemas(String text) throws IOException {
    Files.writeString(files.schemas(), text);
  }

  private void aggregation(String text) throws IOException {
    Files.writeString(files.aggregation(), text);
  }
}
