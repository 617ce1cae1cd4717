// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardCommandsTest {

  @TempDir private Path folder;

  @Test
  void imported_thenExported_isTheSameDashboard() throws IOException {
    var file = Files.writeString(folder.resolve("web.json"), "{\"graphs\": [], \"x\": 1}");

    var imported = run("import-dashboards", file.toString());

    assertThat(imported.err()).isEmpty();
    assertThat(imported.out()).isEqualToIgnoringNewLines("1 dashboards taken over");
    assertThat(run("import-dashboards", file.toString()).out())
        .startsWith("0 dashboards taken over, 1 left as they are");
    assertThat(run("import-dashboards", "--overwrite", file.toString()).out())
        .startsWith("1 dashboards taken over");
    var exported = folder.resolve("exported");
    assertThat(run("export-dashboards", exported.toString()).out())
        .startsWith("1 dashboards written");
    assertThat(exported.resolve("web.json"))
        .content()
        .contains("\"graphs\": []", "\"x\": 1", "\"name\": \"web\"");
  }

  @Test
  void source_thatIsMissing_isOneLine() {
    var run = run("import-dashboards", folder.resolve("nosuch.db").toString());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("nosuch.db is not there (expected: a database or a JSON file)")
        .hasLineCount(1);
  }

  @Test
  void source_withoutADriver_isOneLineWithoutThePassword() {
    var run = run("import-dashboards", "jdbc:nosuch://me:secret@host/db?password=secret");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("No suitable driver").doesNotContain("secret").hasLineCount(1);
  }

  @Test
  void source_leftOut_isWrongUsage() {
    assertThat(run("import-dashboards").status()).isEqualTo(2);
  }

  private CommandRun run(String command, String... arguments) {
    var all = new String[arguments.length + 3];
    all[0] = command;
    all[1] = "--home";
    all[2] = folder.resolve("home").toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return CommandRun.of(all);
  }
}
