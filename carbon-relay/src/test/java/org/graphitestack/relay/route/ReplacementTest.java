// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplacementTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "\\1.\\2 a.b",
        "\\g<2>1 b1",
        "\\g<name>x ax",
        "\\g<0> a-b",
        "\\\\ \\",
        "x\\. x\\.",
        "plain plain"
      })
  void python_refersToGroups(String text, String result) {
    var pattern = NamePattern.of("(?P<name>a)-(b)(c)?");
    assertThat(replaced("a-b", pattern, Replacement.python(text, pattern))).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "\\1.\\2 Aa.B.b",
        "\\g{2}1 B.b1",
        "\\_1 aa",
        "\\^1x AAx",
        "\\.2 B_b",
        "\\_.2 b_b",
        "\\^.2 B_B",
        "\\1\\2 AaB.b",
        "\\_g{1}0 aa0",
        "\\; ;"
      })
  void carbonRelay_refersToGroups_inOtherLetters(String text, String result) {
    var pattern = NamePattern.of("(Aa)-(B.b)");
    assertThat(replaced("Aa-B.b", pattern, Replacement.carbonRelay(text, pattern)))
        .isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\\3|group 3 in replacement \"\\3\" (expected: at most the 2 of (a)(b))",
        "\\g<x>|\\g<x> in replacement \"\\g<x>\" (expected: a group of (a)(b))",
        "\\g1|\\g in replacement \"\\g1\" (expected: \\g<number> or \\g<name>)",
        "\\n|\\n in replacement \"\\n\" (expected: \\1 to \\99, \\g<number>, \\g<name> or \\\\)",
        "x\\|a backslash at the end in replacement \"x\\\" (expected: \\\\ for a backslash)"
      })
  void python_mistakes_sayWhatWasExpected(String text, String message) {
    var pattern = NamePattern.of("(a)(b)");
    assertThatThrownBy(() -> Replacement.python(text, pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static String replaced(String name, NamePattern pattern, Replacement replacement) {
    return replacement.applyTo(name, pattern, false);
  }
}
