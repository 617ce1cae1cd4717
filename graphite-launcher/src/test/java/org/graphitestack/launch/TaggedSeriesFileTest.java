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
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.graphitestack.model.MetricPath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TaggedSeriesFileTest {

  private static final MetricPath A = MetricPath.parse("cpu;host=a");
  private static final MetricPath B = MetricPath.parse("cpu;host=b");

  private static final String FILE = ".tagged-series";

  @TempDir private Path root;

  private final KnownNames names = new KnownNames();

  @Test
  void append_names_areReadInTheirOrder() throws IOException {
    try (var file = TaggedSeriesFile.of(root)) {
      file.load(names);
      assertThat(names.said).isEmpty();
      file.append(A);
      file.append(B);
    }

    try (var file = TaggedSeriesFile.of(root)) {
      file.load(names);
      assertThat(names.said).containsExactly("named cpu;host=a", "named cpu;host=b");
    }
    assertThat(root.resolve(FILE)).hasContent("cpu;host=a\ncpu;host=b\n");
  }

  @Test
  void load_lineCutOff_isPassedOverAndWrittenAnew() throws IOException {
    Files.writeString(root.resolve(FILE), "cpu;host=a\ncpu;ho", StandardCharsets.UTF_8);

    try (var file = TaggedSeriesFile.of(root)) {
      file.load(names);
      assertThat(names.said).containsExactly("named cpu;host=a");
      file.append(B);
    }
    names.said.clear();

    try (var file = TaggedSeriesFile.of(root)) {
      file.load(names);
      assertThat(names.said).containsExactly("named cpu;host=a", "named cpu;host=b");
    }
  }

  @Test
  void append_whereNothingCanBeWritten_goesOn() throws IOException {
    try (var file = TaggedSeriesFile.of(root)) {
      file.load(names);
      Files.createDirectory(root.resolve(FILE));
      file.append(A);
      file.append(B);
    }

    assertThat(root.resolve(FILE)).isEmptyDirectory();
  }

  @Test
  void load_namesThatCameBefore_areAppendedOnlyIfTheyLack() throws IOException {
    Files.writeString(root.resolve(FILE), "cpu;host=a\n", StandardCharsets.UTF_8);
    names.known.put(A, false);
    names.known.put(B, false);

    try (var file = TaggedSeriesFile.of(root)) {
      file.append(A);
      file.append(B);
      file.load(names);
    }

    assertThat(root.resolve(FILE)).hasContent("cpu;host=a\ncpu;host=b\n");
  }

  @Test
  void load_enteredAndForgotten_comeInTheirOrder() throws IOException {
    try (var file = TaggedSeriesFile.of(root)) {
      file.load(names);
      file.entered(A);
      file.append(B);
      file.forgotten(B);
    }

    try (var file = TaggedSeriesFile.of(root)) {
      file.load(names);
      assertThat(names.said)
          .containsExactly("entered cpu;host=a", "named cpu;host=b", "forgotten cpu;host=b");
    }
    assertThat(root.resolve(FILE)).hasContent("~+cpu;host=a\ncpu;host=b\n~-cpu;host=b\n");
  }

  @Test
  void load_fileMostlyOfSeriesThatAreGone_isWrittenAnew() throws IOException {
    var lines = new StringBuilder("~-forgotten;host=a\n~-gone;host=a\n");
    for (var i = 0; i < 10_100; i++) {
      lines.append("gone;host=").append(i).append('\n');
    }
    Files.writeString(root.resolve(FILE), lines, StandardCharsets.UTF_8);
    names.known.put(A, false);
    names.known.put(B, true);
    names.stored = MetricPath.parse("forgotten;host=a");

    try (var file = TaggedSeriesFile.of(root)) {
      file.load(names);
      file.append(MetricPath.parse("new;host=a"));
    }

    assertThat(root.resolve(FILE))
        .hasContent("cpu;host=a\n~+cpu;host=b\n~-forgotten;host=a\nnew;host=a\n");
  }

  /// Notes what a file says.
  private static final class KnownNames implements TaggedSeriesFile.Names {

    private final List<String> said = new ArrayList<>();
    private final Map<MetricPath, Boolean> known = new TreeMap<>();
    private @Nullable MetricPath stored;

    @Override
    public void named(MetricPath path) {
      said.add("named " + path);
    }

    @Override
    public void entered(MetricPath path) {
      said.add("entered " + path);
    }

    @Override
    public void forgotten(MetricPath path) {
      said.add("forgotten " + path);
    }

    @Override
    public void forEach(BiConsumer<MetricPath, Boolean> consumer) {
      known.forEach(consumer);
    }

    @Override
    public boolean lacksTags(MetricPath path) {
      return path.equals(stored);
    }
  }
}
