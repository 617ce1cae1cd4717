// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.graphitestack.model.MetricPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameLogTest {

  @TempDir private Path folder;

  private final TreeSet<String> names = new TreeSet<>();

  @Test
  void open_again_passesOnWhatCameAndWent() throws Exception {
    try (var log = open("/tree")) {
      assertThat(log.walked()).isFalse();
      log.came(new MetricPath("a.b"));
      log.came(new MetricPath("cpu;host=web01"));
      log.came(new MetricPath("gone"));
      log.went(new MetricPath("gone"));
      log.setWalked();
    }

    try (var log = open("/tree")) {
      assertThat(log.walked()).isTrue();
    }
    assertThat(names).containsExactly("a.b", "cpu;host=web01");
  }

  @Test
  void flush_writesWhatGathered() throws Exception {
    try (var log = open("/tree")) {
      log.came(new MetricPath("a"));
      assertThat(Files.readString(file())).isEqualTo("graphite-names 1 /tree\n");
      log.flush();
      assertThat(Files.readString(file())).isEqualTo("graphite-names 1 /tree\n+a\n");
    }
  }

  @Test
  void open_anotherTree_beginsAnew() throws Exception {
    try (var log = open("/tree")) {
      log.came(new MetricPath("a"));
      log.setWalked();
    }

    try (var log = open("/other")) {
      assertThat(log.walked()).isFalse();
    }
    assertThat(names).isEmpty();
  }

  @Test
  void open_damagedLines_arePassedOver() throws Exception {
    Files.writeString(file(), "graphite-names 1 /tree\n+a\n\n+\n+b..c\n?d\n\0\0\0\n+e\n!\n+f.wi");

    try (var log = open("/tree")) {
      assertThat(log.walked()).isTrue();
    }
    assertThat(names).containsExactly("a", "e", "f.wi");
  }

  @Test
  void open_notText_beginsAnew() throws Exception {
    Files.write(file(), new byte[] {(byte) 0xff, (byte) 0xfe, 10, 43, (byte) 0xff});

    try (var log = open("/tree")) {
      assertThat(log.walked()).isFalse();
    }
    assertThat(Files.readString(file())).isEqualTo("graphite-names 1 /tree\n");
  }

  @Test
  void open_tornLastLine_isEndedBeforeTheNext() throws Exception {
    Files.writeString(file(), "graphite-names 1 /tree\n+a\n!\n+b.c");
    try (var log = open("/tree")) {
      log.came(new MetricPath("d"));
    }
    names.clear();

    try (var _ = open("/tree")) {
      assertThat(names).containsExactly("a", "b.c", "d");
    }
  }

  @Test
  void compact_manyUselessLines_keepsTheNamesThatAre() throws Exception {
    try (var log = open("/tree")) {
      log.setWalked();
      for (var i = 0; i < 60_000; i++) {
        log.came(new MetricPath("n" + i));
        log.went(new MetricPath("n" + i));
      }
      log.came(new MetricPath("n7"));
      assertThat(log.compact(1, path -> path.text().equals("n7"))).isTrue();
      log.came(new MetricPath("later"));
    }

    assertThat(Files.readString(file())).isEqualTo("graphite-names 1 /tree\n+n7\n!\n+later\n");
  }

  @Test
  void compact_fewUselessLines_leavesTheFile() throws Exception {
    try (var log = open("/tree")) {
      log.came(new MetricPath("a"));
      log.went(new MetricPath("a"));
      assertThat(log.compact(0, _ -> false)).isFalse();
    }
  }

  @Test
  void forEachName_passesOnNamesThatCame_evenIfTheyWent() throws Exception {
    List<String> came = new ArrayList<>();
    try (var log = open("/tree")) {
      log.came(new MetricPath("a"));
      log.went(new MetricPath("a"));
      log.forEachName(path -> came.add(path.text()));
    }

    assertThat(came).containsExactly("a");
  }

  private Path file() {
    return folder.resolve("names");
  }

  private NameLog open(String tree) throws IOException {
    return NameLog.open(
        file(), tree, path -> names.add(path.text()), path -> names.remove(path.text()));
  }
}
