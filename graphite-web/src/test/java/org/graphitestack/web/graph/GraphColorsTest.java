// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphColorsTest {

  @ParameterizedTest
  @CsvSource({
    "blue, ff6464ff",
    "darkblue, ff0000ff",
    "grey, ffafafaf",
    "gray, ffafafaf",
    "rose, ffc896c8",
    "123456, ff123456",
    "#123456, ff123456",
    "%23123456, ff123456",
    "12345678, 78123456",
    "ABCDEF, ffabcdef",
    "1234567, ff123456",
    "123456 and more, ff123456",
  })
  void parse_nameOrDigits_isThatColor(String text, String argb) {
    assertThat(GraphColors.parse("bgcolor", text).getRGB())
        .isEqualTo(Integer.parseUnsignedInt(argb, 16));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Red", "fff", "#fff", "nosuch", "12345g", "١٢٣٤٥٦"})
  void parse_anythingElse_isRefusedByParameter(String text) {
    assertThatThrownBy(() -> GraphColors.parse("fgcolor", text))
        .isInstanceOf(GraphParameterException.class)
        .hasMessageStartingWith("fgcolor: " + text + " (expected: ");
  }
}
