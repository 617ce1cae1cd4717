// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RejectLogTest {

  @Test
  void shown_controlCharacters_areEscaped() {
    assertThat(shown("a\nb\u001b[31m\u0000é\u202e")).isEqualTo("\"a\\x0ab\\x1b[31m\\x00é\\u202e\"");
  }

  @Test
  void shown_longInput_isCutAt400Characters() {
    assertThat(shown("é".repeat(500))).isEqualTo("\"" + "é".repeat(400) + "\"…");
    assertThat(shown("x".repeat(400))).isEqualTo("\"" + "x".repeat(400) + "\"");
    assertThat(shown("x".repeat(10_000))).hasSize(403);
  }

  private static String shown(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return RejectLog.shown(bytes, 0, bytes.length);
  }
}
