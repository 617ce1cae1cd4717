// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Checked against `re.search` of Python 3.11.
class PythonRegexTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "^carbon\\. carbon.agents true",
        "^carbon\\. mycarbon.x false",
        "count$ a.count true",
        "\\.(max|upper(_\\d+)?)$ a.upper_90 true",
        "(?P<n>a)(?P=n) xaax true",
        "(?P<n>a)(?P=n) xabx false",
        "a\\Z ba true",
        "(?i)CPU a.cpu.b true",
        "(?#why)b abc true",
        "a{2} caab true",
        "a{,2}b aab true",
        "a{b} a{b} true",
        "{x x{x true",
        "[[a] [ true",
        "[]a] ] true",
        "[a&&b] & true",
        "[^]a] ] false",
        "\\w+ é true"
      })
  void search_asPythonReadsIt_findsTheSame(String pattern, String text, boolean found) {
    assertThat(PythonRegex.search(pattern).test(text)).isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(", "a)", "[a", "*a", "a\\", "\\Qa\\E", "\\p{L}", "\\h", "(?P=n", "(?P<n>a"})
  void search_whatPythonRefuses_saysWhere(String pattern) {
    assertThatThrownBy(() -> PythonRegex.search(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at character")
        .hasMessageContaining(pattern);
  }
}
