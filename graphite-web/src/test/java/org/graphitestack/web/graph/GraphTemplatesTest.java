// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphTemplatesTest {

  @ParameterizedTest
  @CsvSource({
    "default, ffffff, 000000, c896c8, afafaf, 12",
    "nosuch, ffffff, 000000, c896c8, afafaf, 12",
    "classic, 000000, ffffff, ffffff, afafaf, 12",
    "grafana, ffffff, 000000, c896c8, afafaf, 11",
    "solarized-dark, 002b36, 839496, fdf6e3, eee8d5, 8",
    "alphas, ffffff, 000000, afafaf, c896c8, 3",
    "summary, 000000, 000000, c896c8, afafaf, 3",
    "lava2, ffffff, 000000, c896c8, afafaf, 8",
  })
  void builtIn_name_hasGraphitesColors(
      String name, String background, String foreground, String major, String minor, int colors) {
    GraphTemplate template = GraphTemplates.builtIn().named(name);

    assertThat(template.background()).isEqualTo(GraphColors.parse("", background));
    assertThat(template.foreground()).isEqualTo(GraphColors.parse("", foreground));
    assertThat(template.majorLine()).isEqualTo(GraphColors.parse("", major));
    assertThat(template.minorLine()).isEqualTo(GraphColors.parse("", minor));
    assertThat(template.lineColors()).hasSize(colors);
    assertThat(template.font()).isEqualTo(new GraphFont(GraphFont.Family.SANS, 10, false, false));
  }

  @Test
  void parse_section_inheritsFromDefaultThenFromBuiltIn() {
    var templates =
        GraphTemplates.parse(
            """
            [default]
            Background = red
            fontSize: 12.9
            ; a comment

            [mine]
            lineColors = blue , 00ff00
            """);

    GraphTemplate mine = templates.named("mine");
    assertThat(mine.background()).isEqualTo(GraphColors.parse("", "red"));
    assertThat(mine.font().size()).isEqualTo(12);
    assertThat(mine.lineColors())
        .containsExactly(GraphColors.parse("", "blue"), new Color(0x00ff00));
    assertThat(mine.minorLine()).isEqualTo(GraphColors.parse("", "grey"));
  }

  @Test
  void parse_withoutDefault_isRefused() {
    assertThatThrownBy(() -> GraphTemplates.parse("[mine]\n"))
        .hasMessage("sections [mine] (expected: one of them [default])");
  }

  @Test
  void parse_lineWithoutValue_isRefusedByNumber() {
    assertThatThrownBy(() -> GraphTemplates.parse("[default]\nbackground\n"))
        .hasMessage("line 2: background (expected: [section] or key = value)");
  }
}
