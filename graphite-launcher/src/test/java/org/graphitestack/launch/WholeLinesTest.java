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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeLinesTest {

  @TempDir private Path folder;

  @Test
  void next_linesOfAllLengths_comeWhole() throws IOException {
    var lines = new ArrayList<String>();
    for (var length : new int[] {0, 1, 65_535, 65_536, 65_537, 3, 200_000, 0}) {
      lines.add("é".repeat(length));
    }

    assertThat(read(String.join("\n", lines) + "\n")).isEqualTo(lines);
  }

  @Test
  void next_lineWithoutEnd_isLeftOut() throws IOException {
    assertThat(read("a\nb")).containsExactly("a");
    assertThat(read("b")).isEmpty();
    assertThat(read("")).isEmpty();
  }

  @Test
  void next_fileThatIsNotThere_hasNoLines() throws IOException {
    try (var lines = new WholeLines(folder.resolve("none"))) {
      assertThat(lines.next()).isNull();
    }
  }

  @Test
  void nameSet_names_areInItOnceTheyWereAdded() {
    var set = new NameSet();
    for (var i = 0; i < 10_000; i += 2) {
      set.add("cpu;host=" + i);
    }

    for (var i = 0; i < 10_000; i++) {
      assertThat(set.contains("cpu;host=" + i)).isEqualTo(i % 2 == 0);
    }
  }

  private List<String> read(String text) throws IOException {
    var file = Files.writeString(folder.resolve("file"), text, StandardCharsets.UTF_8);
    var read = new ArrayList<String>();
    try (var lines = new WholeLines(file)) {
      for (var line = lines.next(); line != null; line = lines.next()) {
        read.add(line);
      }
    }
    return read;
  }
}
