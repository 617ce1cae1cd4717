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
    Files.createDirectory(root.resolve(".tagged-series"));

    try (var file = TaggedSeriesFile.of(root)) {
      file.append(A);
      file.append(B);
    }

    assertThat(root.resolve(".tagged-series")).isEmptyDirectory();
  }

  @Test
  void load_namesItPassesOn_areNotAppendedAgain() throws IOException {
    try (var file = TaggedSeriesFile.of(root)) {
      file.append(A);
    }

    try (var file = TaggedSeriesFile.of(root)) {
      file.load(file::append);
    }

    assertThat(root.resolve(".tagged-series")).hasContent("cpu;host=a\n");
  }

  private static List<MetricPath> names(TaggedSeriesFile file) throws IOException {
    List<MetricPath> names = new ArrayList<>();
    file.load(names::add);
    return names;
  }
}
