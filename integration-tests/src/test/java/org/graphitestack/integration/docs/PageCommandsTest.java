// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PageCommandsTest {

  private static List<PageCommand> of(String page) {
    return PageCommands.of("page.md", page.lines().toList());
  }

  @Test
  void of_blockOfCommands_hasEachWithTheLinesInWhichItGoesOn() {
    assertThat(
            of(
                """
                ```sh
                # first
                graphite check   # all
                cat a |
                  grep b
                ```
                """))
        .containsExactly(
            new PageCommand("page.md", 3, "graphite check   # all", 0, Optional.empty()),
            new PageCommand("page.md", 4, "cat a |\n  grep b", 0, Optional.empty()));
  }

  @Test
  void of_transcript_hasOutputAndStatus() {
    assertThat(
            of(
                """
                ```console
                $ graphite spool verify
                damaged
                $ echo $?
                1
                ```
                """))
        .containsExactly(
            new PageCommand(
                "page.md", 2, "graphite spool verify", 1, Optional.of(List.of("damaged"))));
  }

  @Test
  void of_otherBlocks_hasNothing() {
    assertThat(of("```text\n./graphite run\n```\n")).isEmpty();
  }

  @Test
  void of_runningText_hasWhatSaysAllOfACommand() {
    assertThat(
            of(
                "Start `./graphite run`, not `graphite web`, `./graphite where METRIC` or"
                    + " `./graphite user add [NAME]`."))
        .extracting(PageCommand::text)
        .containsExactly("./graphite run");
  }
}
