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

class StateCommandsTest {

  @TempDir private Path folder;

  @Test
  void backup_thenRestore_isTheStateOfThen() throws IOException {
    dashboard("first");
    var copy = folder.resolve("copy.db");

    var backup = run("state", "backup", copy.toString());
    assertThat(backup.err()).isEmpty();
    assertThat(backup.status()).isZero();
    assertThat(copy).isNotEmptyFile();
    dashboard("second");
    assertThat(dashboards("before")).containsExactly("first.json", "second.json");

    var restore = run("state", "restore", copy.toString());

    assertThat(restore.err()).isEmpty();
    assertThat(restore.status()).isZero();
    assertThat(dashboards("after")).containsExactly("first.json");
  }

  @Test
  void backup_overAFile_isRefusedAndLeavesIt() throws IOException {
    dashboard("first");
    var copy = Files.writeString(folder.resolve("copy.db"), "precious", StandardCharsets.UTF_8);

    var run = run("state", "backup", copy.toString());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("copy.db is there (expected: a new file)").hasLineCount(1);
    assertThat(copy).hasContent("precious");
  }

  @Test
  void backup_withoutState_saysSo() {
    var run = run("state", "backup", folder.resolve("copy.db").toString());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("graphite.db is not there (expected: a database)");
  }

  @Test
  void backup_ofPostgres_namesItsOwnTool() {
    var run =
        run(
            "state",
            "backup",
            "--state-url",
            "postgresql://me:secret@127.0.0.1:1/db",
            folder.resolve("copy.db").toString());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("pg_dump").doesNotContain("secret");
  }

  @Test
  void restore_ofAnotherFile_isRefusedAndLeavesTheState() throws IOException {
    dashboard("first");
    var other = Files.writeString(folder.resolve("other"), "no database", StandardCharsets.UTF_8);

    assertThat(run("state", "restore", other.toString()).status()).isEqualTo(1);
    assertThat(run("state", "restore", folder.resolve("none").toString()).err())
        .contains("none is no file (expected: a copy of a database)");
    assertThat(dashboards("after")).containsExactly("first.json");
  }

  @Test
  void state_withoutCommand_isWrongUsage() {
    var run = run("state");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("no command given (expected: one of backup, restore)");
  }

  private void dashboard(String name) throws IOException {
    var file = Files.writeString(folder.resolve(name + ".json"), "{\"graphs\": []}");
    assertThat(run("import-dashboards", file.toString()).status()).isZero();
  }

  private List<String> dashboards(String when) throws IOException {
    var exported = folder.resolve(when);
    assertThat(run("export-dashboards", exported.toString()).status()).isZero();
    try (var files = Files.list(exported)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /// Runs a command, which may have one of its own, on the home.
  private CommandRun run(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    if (arguments.length > 1) {
      var place = arguments[0].equals("state") ? 2 : 1;
      all.addAll(place, List.of("--home", folder.resolve("home").toString()));
    }
    return CommandRun.of(all);
  }
}
