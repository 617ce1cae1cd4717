// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeFolderTest {

  @TempDir Path folder;

  @Test
  void create_firstTime_writesTheDefaultConfiguration() {
    var home = new HomeFolder(folder.resolve("home"));

    home.create();

    assertThat(home.conf().resolve("carbon.conf")).content().contains("[cache]");
    assertThat(home.conf().resolve("storage-schemas.conf")).content().contains("retentions");
    assertThat(home.conf().resolve("graphite-web.toml")).content().contains("#time_zone");
    assertThat(home.conf().resolve("storage-aggregation.conf")).content().contains("xFilesFactor");
  }

  @Test
  void create_confExists_leavesItAsItIs() throws IOException {
    var home = new HomeFolder(folder.resolve("home"));
    Files.createDirectories(home.conf());
    Files.writeString(home.conf().resolve("carbon.conf"), "[cache]\n");

    home.create();

    assertThat(home.conf().resolve("carbon.conf")).hasContent("[cache]\n");
    assertThat(home.conf().resolve("storage-schemas.conf")).doesNotExist();
  }

  @Test
  void create_aFileIsInTheWay_saysWhere() throws IOException {
    Files.writeString(folder.resolve("home"), "not a folder");

    assertThatThrownBy(() -> new HomeFolder(folder.resolve("home")).create())
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining(folder.resolve("home").toString());
  }
}
