// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class StrftimeFormatTest {

  /// Every directive and flag as glibc writes it in the C locale.
  @ParameterizedTest
  @CsvFileSource(
      resources = "/graph/strftime.tsv",
      delimiter = '\t',
      ignoreLeadingAndTrailingWhitespace = false)
  void format_directive_writesWhatGlibcDoes(String time, String zone, String pattern, String text) {
    ZonedDateTime moment = ZonedDateTime.parse(time).withZoneSameInstant(ZoneId.of(zone));

    assertThat(new StrftimeFormat(pattern).format(moment)).isEqualTo(text);
  }

  @Test
  void format_whitespaceDirectives_writeIt() {
    ZonedDateTime time = ZonedDateTime.parse("2025-06-15T15:06:40Z");

    assertThat(new StrftimeFormat("%n%t%%").format(time)).isEqualTo("\n\t%");
  }

  @Test
  void format_unfinishedOrUnknownDirective_staysAsItIs() {
    ZonedDateTime time = ZonedDateTime.parse("2025-06-15T15:06:40Z");

    assertThat(new StrftimeFormat("%Q 100%").format(time)).isEqualTo("%Q 100%");
    assertThat(new StrftimeFormat("%-").format(time)).isEqualTo("%-");
  }
}
