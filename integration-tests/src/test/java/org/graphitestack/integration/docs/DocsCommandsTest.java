// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The commands of every page work as written: all of a page, in order, in one shell, with the
/// product started as its release starts it.
@Tag("docs")
@Order(Integer.MAX_VALUE)
final class DocsCommandsTest {

  @TempDir private Path folder;

  /// All pages with commands, or those that `-Ddocs.page='spool|relay'` names.
  static Stream<Arguments> pages() throws IOException {
    var wanted =
        Pattern.compile("(?:docs/)?(?:" + System.getProperty("docs.page", ".*") + ")\\.md");
    return Pages.commands(command -> !LeftOut.any(command)).entrySet().stream()
        .filter(page -> wanted.matcher(page.getKey()).matches())
        .map(page -> Arguments.of(page.getKey(), page.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void page_everyCommand_works(String page, List<PageCommand> commands) throws IOException {
    new Scene(folder, Map.of()).play(page, commands).ifPresent(Assertions::fail);
  }

  @Test
  void leftOut_eachIsStillInAPage() throws IOException {
    var all = Pages.commands(_ -> true).values().stream().flatMap(List::stream).toList();

    assertThat(LeftOut.ALL).allMatch(leftOut -> all.stream().anyMatch(leftOut::is));
  }
}
