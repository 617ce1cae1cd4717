// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.graphitestack.protocol.line.LineParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceivedPointsTest {

  private final List<RejectReason> rejects = new ArrayList<>();
  private final ReceivedPoints points = ReceivedPoints.keepingLines();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.b 12.50 100|a.b 12.50 100",
        "a.b 1e-7 100|a.b 1e-7 100",
        "a.b +5 100|a.b +5 100",
        "a.b  5 100|a.b 5 100",
        "a.b 1_000 100|a.b 1000 100",
        "a.b infinity 100|a.b inf 100",
        "a.b -inf 100|a.b -inf 100",
        "a.b 5 100.75|a.b 5 100",
        "a.b 5 -1|a.b 5 1700000000",
        "a.b 0.1 1e2|a.b 0.1 100",
        "a.b 5 100\r|a.b 5 100",
        "ä.b 0.25 100|ä.b 0.25 100",
      })
  void line_howeverSent_isKeptSoThatEveryDaemonReadsIt(String sent, String kept) {
    parse(sent + "\n");
    assertThat(lines()).containsExactly(kept);
    assertThat(points.bytes()[points.lineEnd(0) - 1]).isEqualTo((byte) '\n');
  }

  @Test
  void line_splitAtEachByte_isKeptWhole() {
    var sent = "one.two 1.5 100\nthree 2 200\n".getBytes(UTF_8);
    for (var cut = 0; cut <= sent.length; cut++) {
      points.clear();
      var parser = parser();
      parser.parse(sent, 0, cut, points);
      parser.parse(sent, cut, sent.length - cut, points);
      assertThat(lines()).containsExactly("one.two 1.5 100", "three 2 200");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b 1 100", "a\u0001 1 100", "a\u007fb 1 100"})
  void nameWithControlCharacter_toBePassedOn_isRejected(String line) {
    parse(line + "\n");
    assertThat(points.isEmpty()).isTrue();
    assertThat(rejects).containsExactly(RejectReason.NAME_NOT_A_WORD);
  }

  @Test
  void point_ofNumbers_getsALine() {
    var name = "a.b".getBytes(UTF_8);
    points.add(name, 0, 3, 100, 0.1);
    points.add(name, 0, 3, 4294967295L, -12);
    assertThat(lines()).containsExactly("a.b 0.1 100", "a.b -12 4294967295");
  }

  @Test
  void point_ofAnotherBatch_isTheSame() {
    parse("a.b 1.50 100\n");
    var plain = new ReceivedPoints();
    plain.addFrom(points, 0);
    var copy = ReceivedPoints.keepingLines();
    copy.addFrom(points, 0);
    copy.addFrom(plain, 0);
    copy.addRenamed(points, 0, "c".getBytes(UTF_8), 0, 1);
    copy.addRenamed(plain, 0, "d".getBytes(UTF_8), 0, 1);
    assertThat(IntStream.range(0, 4).mapToObj(copy::line))
        .containsExactly("a.b 1.50 100", "a.b 1.5 100", "c 1.50 100", "d 1.5 100");
    assertThat(plain.name(0)).isEqualTo("a.b");
    assertThat(plain.byteCount()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        -0.0,
        1,
        -1,
        9007199254740992.0,
        9007199254740994.0,
        1e300,
        4.9e-324,
        -1.7976931348623157e308,
        0.30000000000000004
      })
  void number_written_readsBackTheSame(double value) {
    var bytes = new byte[NumberText.MAX_LENGTH];
    var end = NumberText.write(value, bytes, 0);
    assertThat(Double.parseDouble(new String(bytes, 0, end, UTF_8))).isEqualTo(value);
  }

  @Test
  void longest_wholeNumbers_areWrittenInFull() {
    var bytes = new byte[NumberText.MAX_LENGTH];
    for (var number : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 0, 9, 10, -10, 99, 100}) {
      var end = NumberText.write(number, bytes, 0);
      assertThat(new String(bytes, 0, end, UTF_8)).isEqualTo(Long.toString(number));
    }
  }

  private void parse(String text) {
    var bytes = text.getBytes(UTF_8);
    parser().parse(bytes, 0, bytes.length, points);
  }

  private LineParser parser() {
    return new LineParser(
        () -> Instant.ofEpochSecond(1_700_000_000), (reason, _, _, _) -> rejects.add(reason));
  }

  private List<String> lines() {
    return IntStream.range(0, points.size()).mapToObj(points::line).toList();
  }
}
