// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.model.MetricPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TaggedSeriesFileTest {

  private static final MetricPath A = MetricPath.parse("cpu;host=a");
  private static final MetricPath B = MetricPath.parse("cpu;host=b");

  @TempDir private Path root;

  @Test
  void append_names_areReadInTheirOrder() throws IOException {
    try (var file = TaggedSeriesFile.of(root)) {
      assertThat(names(file)).isEmpty();
      file.append(A);
      file.append(B);
    }

    try (var file = TaggedSeriesFile.of(root)) {
      assertThat(names(file)).containsExactly(A, B);
    }
    assertThat(root.resolve(".tagged-series")).hasContent("cpu;host=a\ncpu;host=b\n");
  }

  @Test
  void read_lineCutOff_isPassedOverAndWrittenAnew() throws IOException {
    Files.writeString(root.resolve(".tagged-series"), "cpu;host=a\ncpu;ho", StandardCharsets.UTF_8);

    try (var file = TaggedSeriesFile.of(root)) {
      assertThat(names(file)).containsExactly(A);
      file.append(B);
    }

    try (var file = TaggedSeriesFile.of(root)) {
      assertThat(names(file)).containsExactly(A, B);
    }
  }

  @Test
  void append_whereNothingCanBeWritten_goesOn() throws IOException {
    try (var file = TaggedSeriesFile.of(root)) {
      assertThat(names(file)).isEmpty();
      Files.createDirectory(root.resolve(".tagged-series"));
      file.append(A);
      file.append(B);
    }

    assertThat(root.resolve(".tagged-series")).isEmptyDirectory();
  }

  @Test
  void load_namesThatCameBefore_areAppendedOnlyIfTheyLack() throws IOException {
    Files.writeString(root.resolve(".tagged-series"), "cpu;host=a\n", StandardCharsets.UTF_8);

    try (var file = TaggedSeriesFile.of(root)) {
      file.append(A);
      file.append(B);
      assertThat(names(file)).containsExactly(A);
    }

    assertThat(root.resolve(".tagged-series")).hasContent("cpu;host=a\ncpu;host=b\n");
  }

  @Test
  void load_enteredAndForgotten_comeInTheirOrder() throws IOException {
    try (var file = TaggedSeriesFile.of(root)) {
      assertThat(names(file)).isEmpty();
      file.entered(A);
      file.append(B);
      file.forgotten(B);
    }

    try (var file = TaggedSeriesFile.of(root)) {
      List<String> said = new ArrayList<>();
      file.append(B);
      file.load(
          path -> said.add("named " + path),
          path -> said.add("entered " + path),
          path -> said.add("forgotten " + path));
      assertThat(said)
          .containsExactly("entered cpu;host=a", "named cpu;host=b", "forgotten cpu;host=b");
    }
    assertThat(root.resolve(".tagged-series"))
        .hasContent("~+cpu;host=a\ncpu;host=b\n~-cpu;host=b\n");
  }

  private static List<MetricPath> names(TaggedSeriesFile file) throws IOException {
    List<MetricPath> names = new ArrayList<>();
    file.load(names::add, names::add, names::remove);
    return names;
  }
}
