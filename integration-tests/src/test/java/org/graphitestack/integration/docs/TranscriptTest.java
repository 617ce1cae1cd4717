// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class TranscriptTest {

  private static Optional<String> fault(int status, String said, String printed) {
    var command =
        new PageCommand("page.md", 7, "graphite spool ls", 0, Optional.of(said.lines().toList()));
    return new Transcript(List.of(command), "\u00010\u0001" + printed)
        .fault(status, UnaryOperator.identity());
  }

  @Test
  void fault_otherNumbersAndWhatIsLeftOut_isNone() {
    assertThat(fault(0, "a  5800\n…\nend", "a 12\nb\nc\nend\n")).isEmpty();
  }

  @Test
  void fault_lineToldAgain_isNone() {
    assertThat(fault(0, "1 of 2\ndone", "0 of 2\n1 of 2\n2 of 2\ndone\n")).isEmpty();
  }

  @Test
  void fault_otherWords_tellsPageLineAndBoth() {
    assertThat(fault(0, "a sound", "a damaged\n").orElseThrow())
        .startsWith("page.md:7: graphite spool ls")
        .contains("a sound", "a damaged");
  }

  @Test
  void fault_status_tellsPageLineStatusAndOutput() {
    assertThat(fault(2, "a", "no such option\n").orElseThrow())
        .startsWith("page.md:7: graphite spool ls")
        .contains("status 2 (expected: 0)", "no such option");
  }
}
