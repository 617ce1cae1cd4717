// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.graphitestack.web.series.PythonNumber;
import org.junit.jupiter.api.Test;

class AsciiOutputTest {

  @Test
  void whole_ofEveryLength_isItsDigits() throws IOException {
    var numbers = new ArrayList<>(List.of(0L, Long.MAX_VALUE, Long.MIN_VALUE));
    for (var power = 1L; power <= 1_000_000_000_000_000_000L / 10; power *= 10) {
      numbers.addAll(List.of(power - 1, power, power + 1, -power, power * 7 + power / 3));
    }
    var bytes = new ByteArrayOutputStream();
    var out = new AsciiOutput(bytes);
    var expected = new StringBuilder();
    for (var number : numbers) {
      out.whole(number).text(" ");
      expected.append(number).append(' ');
    }
    out.flush();
    assertThat(bytes.toString(StandardCharsets.US_ASCII)).hasToString(expected.toString());
  }

  @Test
  void real_isPythonsRepr() throws IOException {
    var random = new Random(1);
    var bytes = new ByteArrayOutputStream();
    var out = new AsciiOutput(bytes);
    var expected = new StringBuilder();
    for (var i = 0; i < 20_000; i++) {
      var number = random.nextLong(2_000_000_000L) / Math.pow(10, i % 9) * (i % 2 == 0 ? 1 : -1);
      out.real(number).text(" ");
      expected.append(PythonNumber.repr(number)).append(' ');
    }
    out.flush();
    assertThat(bytes.toString(StandardCharsets.US_ASCII)).hasToString(expected.toString());
  }
}
