// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigShowCommandTest {

  @TempDir private Path home;

  @BeforeEach
  void makeHome() {
    new HomeFolder(home).create();
  }

  @Test
  void show_changed_tellsWhatFilesAndFlagsSayAndWhere() throws IOException {
    Files.writeString(home.resolve("conf/carbon.conf"), "[cache]\nMAX_CACHE_SIZE = 7\n");

    var run = show("--changed", "--set", "web.TIME_ZONE=Europe/Berlin");

    assertThat(run.status()).isZero();
    assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "cache.MAX_CACHE_SIZE = 7 " + home.resolve("conf/carbon.conf") + ":2",
            "web.time_zone = Europe/Berlin --set web.TIME_ZONE");
  }

  @Test
  void show_ofOneProgramAsJson_hasEveryKeyOfIt() {
    var run = show("--program", "cache", "--json");

    assertThat(run.out())
        .startsWith("{\"keys\":[{\"section\":\"cache\",")
        .contains(
            "{\"section\":\"cache\",\"key\":\"CACHE_WRITE_STRATEGY\",\"value\":\"sorted\","
                + "\"origin\":\"default\"}")
        .doesNotContain("\"section\":\"web\"");
  }

  @Test
  void show_unknownProgram_isRefused() {
    var run = show("--program", "cash");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("--program: cash (expected: one of cache, relay, aggregator, web)");
  }

  @Test
  void show_fileThatCannotBeUnderstood_isOneLine() throws IOException {
    Files.writeString(home.resolve("conf/carbon.conf"), "[cache\n");

    var run = show("--program", "cache");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("carbon.conf:1: ").hasLineCount(1);
  }

  private CommandRun show(String... more) {
    var arguments = new ArrayList<>(List.of("config", "show", "--home", home.toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments);
  }
}
