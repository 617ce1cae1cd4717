// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {

  @Test
  void all_inQueryAndForm_hasTheValuesOfTheQueryFirst() {
    var parameters = Parameters.parse("target=a&target=b", "target=c");
    assertThat(parameters.all("target")).containsExactly("a", "b", "c");
  }

  @Test
  void last_ofSeveralValues_isTheLastOne() {
    var parameters = Parameters.parse("format=json&format=csv", "from=-1h&from=-2h");
    assertThat(parameters.last("format")).contains("csv");
    assertThat(parameters.last("from")).contains("-2h");
  }

  @Test
  void last_inQueryAndForm_isTheOneOfTheForm() {
    assertThat(Parameters.parse("from=-1h", "from=-2h").last("from")).contains("-2h");
  }

  @Test
  void last_ofAnAbsentParameter_isTheGivenOne() {
    assertThat(Parameters.parse("", "").last("format")).isEmpty();
    assertThat(Parameters.parse("", "").last("format", "treejson")).isEqualTo("treejson");
  }

  @ParameterizedTest
  @CsvSource({"noCache", "noCache=", "noCache=0", "noCache=false", "a=b&noCache"})
  void has_whateverTheValue_isTrue(String query) {
    assertThat(Parameters.parse(query, "").has("noCache")).isTrue();
  }

  @Test
  void has_withoutTheParameter_isFalse() {
    assertThat(Parameters.parse("nocache=1", "").has("noCache")).isFalse();
  }

  @Test
  void names_areInTheOrderSent() {
    assertThat(Parameters.parse("b=1&a=2&b=3", "c=4").names()).containsExactly("b", "a", "c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "q=a%20b|a b",
        "q=a+b|a b",
        "q=a%2Bb|a+b",
        "q=gr%C3%B6%C3%9Fe|größe",
        "q=größe|größe",
        "q=100%|100%",
        "q=%zz%4|%zz%4",
        "q=%41%4|A%4",
        "q=%ff|\uFFFD",
        "q=a=b|a=b",
        "%71=x|x",
        "&&q=x&|x",
      })
  void last_ofAnEncodedValue_isDecoded(String query, String value) {
    assertThat(Parameters.parse(query, "").last("q")).contains(value);
  }

  @ParameterizedTest
  @CsvSource({"n=5, 5", "n=-1, -1", "n=%205%20, 5", "n=%2B5, 5", "m=5, 7"})
  void integer_ofDigits_isTheNumber(String query, int expected) {
    assertThat(Parameters.parse(query, "").integer("n", 7)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"n=x", "n=", "n=1.5", "n=99999999999"})
  void integer_ofOtherText_namesParameterAndValue(String query) {
    var parameters = Parameters.parse(query, "");
    assertThatThrownBy(() -> parameters.integer("n", 7))
        .isInstanceOf(InvalidParametersException.class)
        .hasMessageContaining("for param n")
        .hasMessageContaining("'" + query.substring(2) + "'");
  }

  @Test
  void parse_ofTooManyParameters_isRefused() {
    var query = "a=1&".repeat(Parameters.MAX_PARTS + 1);
    assertThatThrownBy(() -> Parameters.parse(query, ""))
        .isInstanceOf(InvalidParametersException.class)
        .hasMessageContaining("20000");
  }
}
