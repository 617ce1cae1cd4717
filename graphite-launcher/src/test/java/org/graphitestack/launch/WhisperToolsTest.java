// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What whisper's tools do beyond Python's; that they do the same otherwise is shown by
/// `integration-tests/whisper-tools`.
class WhisperToolsTest {

  private static final String NOW = "--now=1700000000";

  @TempDir Path folder;

  @Test
  void createUpdateFetch_ofOneFile_goTogether() throws IOException {
    var file = create("a.wsp", "60:10");

    assertThat(CommandRun.of("whisper-update", NOW, file, "1699999950:1.5", "N:2").status())
        .isZero();
    assertThat(CommandRun.of("whisper-fetch", NOW, file, "--from=1699999860", "--drop=nulls").out())
        .isEqualTo("1699999920\t1.500000\n1699999980\t2.000000\n");
  }

  @Test
  void info_ofAFolder_namesEachFile() throws IOException {
    create("tree/a.wsp", "60:10");
    create("tree/b/c.wsp", "60:20");

    var run = CommandRun.of("whisper-info", path("tree"), "maxRetention");

    assertThat(run.out())
        .isEqualTo(path("tree/a.wsp") + ":\n600\n" + path("tree/b/c.wsp") + ":\n1200\n");
  }

  @Test
  void resize_ofAGlob_convertsWhatMatches() throws IOException {
    create("tree/a.wsp", "60:10");
    create("tree/b.wsp", "60:10");
    create("tree/other.wsp", "60:10");

    var run =
        CommandRun.of(
            "whisper-resize", NOW, "--nobackup", "--quiet", path("tree/[ab].wsp"), "60:30");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(CommandRun.of("whisper-info", path("tree"), "maxRetention").out())
        .isEqualTo(
            path("tree/a.wsp")
                + ":\n1800\n"
                + path("tree/b.wsp")
                + ":\n1800\n"
                + path("tree/other.wsp")
                + ":\n600\n");
    assertThat(Files.exists(folder.resolve("tree/a.wsp.bak"))).isFalse();
  }

  @Test
  void manyFiles_oneOfThemCorrupt_theOthersAreDone() throws IOException {
    create("tree/a.wsp", "60:10");
    Files.writeString(folder.resolve("tree/b.wsp"), "nonsense");
    create("tree/c.wsp", "60:10");

    var run = CommandRun.of("whisper-set-xfilesfactor", path("tree"), "0.25");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.err()).startsWith("[ERROR] Unable to read header").contains("b.wsp");
  }

  @Test
  void diff_ofFolders_comparesFilesOfTheSameName() throws IOException {
    create("one/a.wsp", "60:10");
    create("two/a.wsp", "60:10");
    CommandRun.of("whisper-update", NOW, path("one/a.wsp"), "N:1");

    var run = CommandRun.of("whisper-diff", NOW, "--summary", path("one"), path("two"));

    assertThat(run.out()).contains("one/a.wsp").contains("      0         1         1");
  }

  @Test
  void wrongOption_isStatusTwo() {
    assertThat(CommandRun.of("whisper-info", "--nonsense").status()).isEqualTo(2);
  }

  @Test
  void resize_withoutArguments_printsHelpAndFails() {
    var run = CommandRun.of("whisper-resize");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("Usage: graphite whisper-resize");
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private String create(String name, String... retentions) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    var arguments = new ArrayList<>(List.of("whisper-create", file.toString()));
    arguments.addAll(List.of(retentions));
    assertThat(CommandRun.of(arguments).status()).isZero();
    return file.toString();
  }
}
