// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileEntriesTest {

  @TempDir private Path folder;

  @Test
  void changesTo_sectionsAddedRemovedAndChanged_areTold() {
    var before =
        FileEntries.parse("# text\n[a]\npattern = ^a\nretentions = 60:1d\n[b]\npattern = b\n");
    var now =
        FileEntries.parse("[a]\npattern = ^a\n; text\nretentions = 10:1d\n\n[c]\npattern = c\n");

    assertThat(before.changesTo(now))
        .containsExactly(
            "[b] removed",
            "[c] added: pattern = c",
            "[a] - retentions = 60:1d",
            "[a] + retentions = 10:1d");
  }

  @Test
  void changesTo_linesAndCommentsOfAFileWithoutSections_tellsLines() {
    var before = FileEntries.parse("one\n# a remark\ntwo\n");

    assertThat(before.changesTo(FileEntries.parse("two\n\nthree\n# another\n")))
        .containsExactly("- one", "+ three");
    assertThat(before.changesTo(FileEntries.parse("one\ntwo\n"))).isEmpty();
  }

  @Test
  void changesTo_fileThatComesOrGoes_saysSo() throws Exception {
    var file = folder.resolve("whitelist.conf");
    var none = FileEntries.of(file);
    Files.writeString(file, "a\nb\n");

    assertThat(none.changesTo(FileEntries.of(file)))
        .isEqualTo(List.of("is there now, with 2 lines"));
    assertThat(FileEntries.of(file).changesTo(none)).isEqualTo(List.of("is gone"));
  }

  @Test
  void changesTo_manyChanges_areCut() {
    var many =
        IntStream.range(0, 50).mapToObj(i -> "line" + i + "\n").collect(Collectors.joining());

    assertThat(FileEntries.parse("").changesTo(FileEntries.parse(many)))
        .hasSize(21)
        .endsWith("and 30 changes more");
  }
}
