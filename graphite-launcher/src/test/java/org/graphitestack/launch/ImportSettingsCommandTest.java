// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graphitestack.config.WebSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImportSettingsCommandTest {

  @TempDir private Path folder;
  private Path source;

  @BeforeEach
  void write() throws IOException {
    source =
        Files.writeString(
            folder.resolve("local_settings.py"),
            "TIME_ZONE = 'Europe/Berlin'\nSECRET_KEY = 'x'\nCACHES = {}\n");
  }

  @Test
  void call_newHome_addsToTheShippedFile() throws Exception {
    var run = CommandRun.of("import-settings", "--home", home(), source.toString());

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("graphite-web.toml: 1 settings taken")
        .contains("not taken: local_settings.py:2: SECRET_KEY: nothing is signed with it");
    var conf = folder.resolve("home/conf");
    assertThat(conf.resolve("graphite-web.toml"))
        .content()
        .contains("#time_zone = \"Z\"", "\ntime_zone = \"Europe/Berlin\"\n", "# Not taken:\n");
    var settings = WebSettings.read(conf, java.util.List.of());
    assertThat(settings.engine().zone().getId()).isEqualTo("Europe/Berlin");
  }

  @Test
  void call_again_isRefused() {
    CommandRun.of("import-settings", "--home", home(), source.toString());
    var again = CommandRun.of("import-settings", "--home", home(), source.toString());

    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err()).contains("says something already (expected: nothing, or comments");
  }

  @Test
  void call_dryRun_writesNothing() {
    var run = CommandRun.of("import-settings", "--home", home(), "--dry-run", source.toString());

    assertThat(run.out()).contains("time_zone = \"Europe/Berlin\"");
    assertThat(folder.resolve("home")).doesNotExist();
  }

  @Test
  void call_otherFile_writesThere() {
    var to = folder.resolve("web.toml");
    CommandRun.of("import-settings", "--to", to.toString(), source.toString());

    assertThat(to).content().startsWith("# ---- from local_settings.py ----\ntime_zone");
  }

  @Test
  void call_missingOrBrokenFile_saysSo() throws IOException {
    var missing = CommandRun.of("import-settings", "--home", home(), folder + "/nosuch.py");
    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.err()).contains("nosuch.py is not there (expected: graphite-web's");

    Files.writeString(source, "A = 'open\n");
    var broken = CommandRun.of("import-settings", "--home", home(), source.toString());
    assertThat(broken.status()).isEqualTo(1);
    assertThat(broken.err()).contains("local_settings.py:1: a text that does not end (expected:");
  }

  private String home() {
    return folder.resolve("home").toString();
  }
}
