// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.graphitestack.web.graph.GraphDefaults;
import org.graphitestack.web.graph.GraphRenderer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphTemplatesFileTest {

  @TempDir private Path folder;
  private Path path = Path.of("");
  private GraphTemplatesFile file = GraphTemplatesFile.at(path);
  private GraphRenderer graphs = GraphRenderer.create();

  @BeforeEach
  void open() {
    path = folder.resolve(GraphTemplatesFile.NAME);
    file = GraphTemplatesFile.at(path);
    graphs = GraphRenderer.create(() -> GraphDefaults.standard().withTemplates(file.templates()));
  }

  /// As SVG, the background is the first thing painted.
  private boolean hasBackground(String template, String color) {
    var parameters = Map.of("format", "svg", "template", template);
    var picture = graphs.lines(List.of(), parameters, ZoneOffset.UTC, 0, 0, List.of());
    var svg = new String(picture.bytes(), StandardCharsets.UTF_8);
    return svg.contains("fill=\"#" + color + "\"");
  }

  @Test
  void templates_noFile_areTheBuiltIn() {
    assertThat(hasBackground("solarized-dark", "002b36")).isTrue();
  }

  @Test
  void templates_editedFile_showInTheNextPicture() throws IOException {
    Files.writeString(path, "[default]\nbackground = 111111\n");
    assertThat(hasBackground("default", "111111")).isTrue();

    Files.writeString(path, "[default]\nbackground = 2222222\n[mine]\nbackground = 333333\n");

    assertThat(hasBackground("default", "222222")).isTrue();
    assertThat(hasBackground("mine", "333333")).isTrue();
    assertThat(hasBackground("solarized-dark", "222222")).isTrue();
  }

  @Test
  void templates_fileThatCannotBeUnderstood_changesNothing() throws IOException {
    Files.writeString(path, "[default]\nbackground = 111111\n");
    assertThat(hasBackground("default", "111111")).isTrue();

    Files.writeString(path, "[default]\nbackground = nosuchcolour\n");

    assertThat(hasBackground("default", "111111")).isTrue();
  }

  @Test
  void templates_removedFile_areTheBuiltIn() throws IOException {
    Files.writeString(path, "[default]\nbackground = 111111\n");
    assertThat(hasBackground("default", "111111")).isTrue();

    Files.delete(path);

    assertThat(hasBackground("default", "ffffff")).isTrue();
  }

  @Test
  void read_noDefaultSection_isRefusedWithItsPlace() throws IOException {
    Files.writeString(path, "[mine]\n");

    assertThatThrownBy(() -> GraphTemplatesFile.read(path))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage(path + ": sections [mine] (expected: one of them [default])");
  }
}
