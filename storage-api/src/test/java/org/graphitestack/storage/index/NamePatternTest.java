// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "a.b a.b true",
        "a.b a.c false",
        "a.* a.b true",
        "a.* a.b.c false",
        "a.* b.b false",
        "*.{b,c}[0-9] a.b7 true",
        "*.{b,c}[0-9] a.d7 false",
        "a.** a.b.c.d true",
        "**.d a.b.c.d true",
        "a.**.d a.d true",
        "a.**.x a.b.c.d false",
        "a.? a.ü true",
      })
  void matches_aName_asTheIndexDoes(String pattern, String name, boolean matches) {
    assertThat(NamePattern.matches(pattern, name)).isEqualTo(matches);
  }
}
