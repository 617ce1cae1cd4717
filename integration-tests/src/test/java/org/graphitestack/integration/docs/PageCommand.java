// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.docs;

import java.util.List;
import java.util.Optional;

/// A command of a page.
///
/// @param page its file, from the root of the repository
/// @param line where it begins, from 1
/// @param text as the page has it; lines that go on are part of it
/// @param status what it has to end with
/// @param output what a transcript says it prints; empty for a command without a transcript
record PageCommand(String page, int line, String text, int status, Optional<List<String>> output) {

  PageCommand {
    output = output.map(List::copyOf);
  }

  PageCommand withStatus(int status) {
    return new PageCommand(page, line, text, status, output);
  }

  @Override
  public String toString() {
    return page + ":" + line + ": " + text;
  }
}
