// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graphitestack.web.dashboard.DashboardUi;
import org.graphitestack.web.dashboard.NamingScheme;
import org.graphitestack.web.dashboard.NamingScheme.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DashboardConfFileTest {

  @TempDir private Path folder;

  @Test
  void ui_withoutAFile_isTheDefault() {
    assertThat(DashboardConfFile.at(folder.resolve("nosuch")).ui()).isEqualTo(DashboardUi.DEFAULT);
  }

  @Test
  void read_everyKey_isMapped() throws Exception {
    var notes = new ArrayList<String>();
    var ui =
        DashboardConfFile.read(
            write(
                """
                # as graphite-web's example
                [ui]
                default_graph_width = 500
                default_graph_height = 300
                automatic_variants = false
                refresh_interval = 30
                autocomplete_delay = 200
                merge_hover_delay = 750
                theme = white
                colour = blue

                [keyboard-shortcuts]
                erase_all_graphs = Alt-X
                save_dashboard = alt-s

                [Servers of us]
                scheme = servers.<Place>.<host>.
                place.label = Place of it
                """),
            notes);

    assertThat(ui)
        .isEqualTo(
            new DashboardUi(
                500,
                300,
                false,
                Duration.ofSeconds(30),
                Duration.ofMillis(200),
                Duration.ofMillis(750),
                "white",
                Map.of("erase_all_graphs", "alt-x", "save_dashboard", "alt-s"),
                List.of(
                    new NamingScheme(
                        "Servers of us",
                        "servers.<Place>.<host>.",
                        List.of(new Field("Place", "Place of it"), new Field("host", "host"))))));
    assertThat(notes).singleElement().asString().contains(":10: colour is no key of [ui]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[ui];default_graph_width = wide | default_graph_width = wide (expected: a number",
        "[ui];default_graph_height = 0 | expected: a whole number from 1",
        "[Servers];host.label = Host | section [Servers] without a scheme (expected: scheme =",
        "[Servers];scheme = a.<host | scheme = a.<host (expected: fields such as <host>",
        "[Servers];scheme = a.<> | a field without a name",
      })
  void read_whatIsWrong_saysWhereAndWhatIsExpected(String lines, String told) throws IOException {
    var file = write(lines.replace(';', '\n'));

    assertThatThrownBy(() -> DashboardConfFile.read(file, new ArrayList<>()))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(told);
  }

  @Test
  void ui_changedFile_isReadAgain_andABadOneChangesNothing() throws IOException {
    var file = write("[ui]\nrefresh_interval = 1\n");
    var conf = DashboardConfFile.at(file);
    assertThat(conf.ui().refresh()).isEqualTo(Duration.ofSeconds(1));

    write("[ui]\nrefresh_interval = 22\n");
    assertThat(conf.ui().refresh()).isEqualTo(Duration.ofSeconds(22));

    write("[ui]\nrefresh_interval = often\n");
    assertThat(conf.ui().refresh()).isEqualTo(Duration.ofSeconds(22));

    Files.delete(file);
    assertThat(conf.ui()).isEqualTo(DashboardUi.DEFAULT);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve(DashboardConfFile.NAME), text);
  }
}
