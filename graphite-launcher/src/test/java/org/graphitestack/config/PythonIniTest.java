// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Python 3.11's ConfigParser makes of the same texts.
class PythonIniTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[a]~x=1|1",
        "[a]~X : 1|1",
        "[a]~x=1 # no comment|1 # no comment",
        "[a]~x = a:b=c|a:b=c",
        "[a]~x=|''",
        "[a]~# c~ ; d~x=1|1",
        "[a]junk~x=1|1",
        "[a]~x = 'q'|'''q'''",
        "[a]~x=a~  b~~  c~y=2|a~b~~c",
        "[a]~x=1~  # comment~  z|1~z",
        "[a]~x=1~  [b]~  y=2|1~[b]~y=2",
        "[a]~  y=2~  x=1|1",
        "[a]~  y=2~ x=1|1",
        "[a]~x=1~~~|1",
        "[a]~x=%(y)s~y=2|2",
        "[a]~x=%(Y)s-%(y)s~y=2|2-2",
        "[a]~x=%%d|%d",
        "[DEFAULT]~q=1~[a]~x=%(q)s|1",
        "[a]~y=1~[DEFAULT]~x=2|2",
        "[a]~x=1~[DEFAULT]~x=2|1",
        "[DEFAULT]~x=0~[DEFAULT]~q=2~[a]~y=1|0"
      })
  void find_asPythonReadsIt_givesTheSame(String text, String expected) throws Exception {
    assertThat(parse(text).find("a", "x").orElseThrow().value())
        .isEqualTo(expected.replace('~', '\n'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[a]~x|f.conf:2: x (expected: key = value)",
        "[a]~=1|f.conf:2: =1 (expected: key = value)",
        "[a]~x=1~X=2|f.conf:3: x again in section [a] (expected: each key once)",
        "[a]~[a]|f.conf:2: section [a] again (expected: each section once)",
        "x=1|f.conf:1: x=1 (expected: a [section] first)",
        "[a~x=1|f.conf:1: [a (expected: a [section] first)",
        "[]~x=1|f.conf:1: [] (expected: a [section] first)",
        "[a]~~x=%d|f.conf:3: x = %d (expected: %% for a percent sign, or %(key)s)",
        "[a]~x=%(no)s|f.conf:2: %(no)s (expected: a key of section [a] or [DEFAULT])",
        "[a]~x=%(x)s|f.conf:2: x refers to itself (expected: at most 10 levels of %(key)s)"
      })
  void parse_whatPythonRefuses_saysWhereAndWhatWasExpected(String text, String message) {
    assertThatThrownBy(() -> parse(text).settings("a"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage(message);
  }

  @Test
  void sections_inTheFilesOrder_withoutDefault() throws Exception {
    assertThat(parse("[z]~[ a ]~[DEFAULT]~x=1").sections()).containsExactly("z", " a ");
  }

  @Test
  void parse_windowsLineEnds_areLineEnds() throws Exception {
    assertThat(PythonIni.parse("f", "[a]\r\nx=1\r\ny=2\r\n").settings("a"))
        .extracting(Setting::value)
        .containsExactly("1", "2");
  }

  private static PythonIni parse(String text) throws InvalidConfigException {
    return PythonIni.parse("f.conf", text.replace('~', '\n'));
  }
}
