// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.graphitestack.protocol.Point;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.Rejects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The recorded cases are what carbon 1.1.7 did; where we differ on purpose the reason of the
/// refusal says so (docs/ingest.md lists them).
class LineParserTest {

  private static final InstantSource CLOCK = () -> Instant.ofEpochSecond(1_750_000_000L);

  /// One recorded case.
  record Case(String label, byte[] bytes, List<Point> points, boolean refused) {
    @Override
    public String toString() {
      return label;
    }
  }

  /// What one parser made of some bytes.
  private record Outcome(List<Point> points, List<RejectReason> reasons) {}

  static Stream<Case> recordedCases() throws IOException {
    try (var in = LineParserTest.class.getResourceAsStream("plaintext.json")) {
      return JsonMapper.shared().readTree(in).get("cases").values().stream()
          .map(LineParserTest::recordedCase)
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("recordedCases")
  void parse_recordedCase_givesCarbonsPointsOrCountsAReason(Case recorded) {
    var outcome = parseAtOnce(recorded.bytes());

    assertThat(outcome.points()).isEqualTo(recorded.points());
    assertThat(!outcome.reasons().isEmpty()).isEqualTo(recorded.refused());
  }

  @ParameterizedTest
  @MethodSource("recordedCases")
  void parse_recordedCaseSplitAnywhere_givesTheSame(Case recorded) {
    var whole = parseAtOnce(recorded.bytes());

    for (var split = 0; split <= recorded.bytes().length; split++) {
      assertThat(parseInTwo(recorded.bytes(), split)).as("split at %d", split).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @MethodSource("recordedCases")
  void parse_recordedCaseBetweenGoodLines_leavesThemAlone(Case recorded) {
    var before = "before 1 1700000000\n".getBytes(StandardCharsets.UTF_8);
    var after = "\nafter 2 1700000001\n".getBytes(StandardCharsets.UTF_8);

    var outcome = parseAtOnce(joined(before, recorded.bytes(), after));

    assertThat(outcome.points())
        .contains(new Point("before", 1_700_000_000L, 1), new Point("after", 1_700_000_001L, 2));
  }

  /// Datagrams are read field by field; lines of a stream, if they look usual, at once.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void parse_randomLines_givesTheSameAsDatagrams(boolean keepingLines) {
    var seed = 20_261_126L;
    var random = new Random(seed);
    for (var round = 0; round < 200_000; round++) {
      var line = (randomLine(random) + "\n").getBytes(StandardCharsets.ISO_8859_1);
      assertThat(parsed(line, keepingLines, false))
          .as("seed %d, %s", seed, HexFormat.of().formatHex(line))
          .isEqualTo(parsed(line, keepingLines, true));
    }
  }

  private static String randomLine(Random random) {
    var line = new StringBuilder("disk.sda".substring(random.nextInt(9)));
    line.append(odd(random, "a.b;=~", "\0\t\u001f \u007f\u0080\u00e9")).append(".reads");
    line.append(odd(random, " ", "\t\u00a0")).append(odd(random, "", " -+x"));
    for (var digits = random.nextInt(random.nextInt(20) + 1); digits >= 0; digits--) {
      line.append(odd(random, "0123456789", "._e-+\0 "));
    }
    line.append(odd(random, " ", "\t\u000b\u0085"));
    line.append(odd(random, "1234", "-+0.")).append(random.nextInt(1 << random.nextInt(31)));
    return line.append(odd(random, "0123", " \0.\u001c")).toString();
  }

  /// Mostly one of the usual characters, now and then an odd one.
  private static String odd(Random random, String usual, String odd) {
    var from = usual.isEmpty() || random.nextInt(8) == 0 ? odd : usual;
    return usual.isEmpty() && random.nextInt(4) > 0
        ? ""
        : from.substring(random.nextInt(from.length())).substring(0, 1);
  }

  private static String parsed(byte[] line, boolean keepingLines, boolean datagram) {
    var points = keepingLines ? ReceivedPoints.keepingLines() : new ReceivedPoints();
    var rejects = new Rejects();
    var parser = new LineParser(CLOCK, rejects);
    if (datagram) {
      parser.parseDatagram(line, 0, line.length, points);
    } else {
      parser.parse(line, 0, line.length, points);
    }
    var text = new StringBuilder(rejects.reasons().toString());
    for (var i = 0; i < points.size(); i++) {
      text.append(points.name(i)).append('|').append(keepingLines ? points.line(i) : "");
      text.append('|').append(points.value(i)).append('|').append(points.timestamp(i));
    }
    return text.toString();
  }

  @Test
  void parse_badLines_eachIsCountedUnderItsReason() {
    var lines =
        """
        a.b 1700000000
        a.b abc 1700000000
        a.b 1 abc
        a.b 1 nan
        a.b 1 -inf
        a.b nan 1700000000
        a.b 1 0
        a.b 1 -2
        a.b 1 4294967296
        """;

    assertThat(parseAtOnce(lines.getBytes(StandardCharsets.UTF_8)).reasons())
        .containsExactly(
            RejectReason.FIELD_COUNT,
            RejectReason.VALUE_NOT_A_NUMBER,
            RejectReason.TIMESTAMP_NOT_A_NUMBER,
            RejectReason.TIMESTAMP_NOT_A_NUMBER,
            RejectReason.TIMESTAMP_NOT_A_NUMBER,
            RejectReason.VALUE_IS_NAN,
            RejectReason.TIMESTAMP_OUT_OF_RANGE,
            RejectReason.TIMESTAMP_OUT_OF_RANGE,
            RejectReason.TIMESTAMP_OUT_OF_RANGE);
  }

  @Test
  void parse_greatestTimestamp_isTaken() {
    assertThat(parseAtOnce("a 1 4294967295\n".getBytes(StandardCharsets.UTF_8)).points())
        .containsExactly(new Point("a", 4_294_967_295L, 1));
  }

  @Test
  void parse_invalidUtf8_isRefusedAndTheNextLineTaken() {
    var bytes = "caf\u00e9 1 1700000000\nb 2 1700000000\n".getBytes(StandardCharsets.ISO_8859_1);

    var outcome = parseAtOnce(bytes);

    assertThat(outcome.reasons()).containsExactly(RejectReason.NOT_UTF8);
    assertThat(outcome.points()).containsExactly(new Point("b", 1_700_000_000L, 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {LineParser.MAX_LINE, LineParser.MAX_LINE + 1})
  void parse_lineAtTheLimit_isRefusedOnlyBeyondIt(int length) {
    var end = " 1 1700000000";
    var line = "x".repeat(length - end.length()) + end + "\nnext 1 1700000000\n";
    var bytes = line.getBytes(StandardCharsets.UTF_8);

    for (var piece : new int[] {bytes.length, 1000, 1}) {
      var outcome = parseInPieces(bytes, piece);
      var fits = length <= LineParser.MAX_LINE;
      assertThat(outcome.points()).hasSize(fits ? 2 : 1);
      assertThat(outcome.reasons())
          .isEqualTo(fits ? List.of() : List.of(RejectReason.LINE_TOO_LONG));
    }
  }

  @Test
  void parse_endlessLine_isCountedOnceAndHeldWithinTheLimit() {
    var rejects = new Rejects();
    var parser = new LineParser(CLOCK, rejects);
    var points = new ReceivedPoints();
    var piece = "y".repeat(10_000).getBytes(StandardCharsets.UTF_8);

    for (var i = 0; i < 1000; i++) {
      parser.parse(piece, 0, piece.length, points);
    }

    assertThat(rejects.reasons()).containsExactly(RejectReason.LINE_TOO_LONG);
  }

  @Test
  void parseDatagram_linesEndedInAnyWay_areAllTaken() {
    var rejects = new Rejects();
    var points = new ReceivedPoints();
    var datagram =
        "a 1 1700000000\nb 2 1700000000\r\nc 3 1700000000\rd 4 1700000000"
            .getBytes(StandardCharsets.UTF_8);

    new LineParser(CLOCK, rejects).parseDatagram(datagram, 0, datagram.length, points);

    assertThat(Point.all(points)).extracting(Point::name).containsExactly("a", "b", "c", "d");
    assertThat(rejects.reasons()).isEmpty();
  }

  @Test
  void parse_randomBytes_neverThrowsAndDoesNotDependOnPieces() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    for (var round = 0; round < 500; round++) {
      var bytes = randomStream(random);
      var whole = parseAtOnce(bytes);
      assertThat(parseInPieces(bytes, 1 + random.nextInt(40))).as("seed %d", seed).isEqualTo(whole);
      for (var point : whole.points()) {
        assertThat(point.timestamp()).as("seed %d", seed).isBetween(1L, 4_294_967_295L);
        assertThat(point.value()).as("seed %d", seed).isNotNaN();
      }
    }
  }

  private static byte[] randomStream(Random random) {
    var fragments =
        new String[] {
          "a.b",
          " ",
          "\t",
          "1",
          "1700000000",
          "\n",
          "\r\n",
          "nan",
          "inf",
          "-1",
          "1e3",
          "1_0",
          "é",
          "\u00a0",
          "\u0661",
          "\u0000",
          ";t=v",
          "x".repeat(500),
          "0x1",
          ".",
          "-",
          "e",
          "_"
        };
    var text = new StringBuilder();
    for (var i = 0; i < 60; i++) {
      text.append(fragments[random.nextInt(fragments.length)]);
    }
    var bytes = text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    for (var i = 0; i < 3; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static Outcome parseAtOnce(byte[] bytes) {
    return parseInPieces(bytes, Math.max(1, bytes.length));
  }

  private static Outcome parseInTwo(byte[] bytes, int split) {
    var rejects = new Rejects();
    var points = new ReceivedPoints();
    var parser = new LineParser(CLOCK, rejects);
    parser.parse(bytes, 0, split, points);
    parser.parse(bytes, split, bytes.length - split, points);
    return new Outcome(Point.all(points), rejects.reasons());
  }

  private static Outcome parseInPieces(byte[] bytes, int piece) {
    var rejects = new Rejects();
    var points = new ReceivedPoints();
    var parser = new LineParser(CLOCK, rejects);
    for (var at = 0; at < bytes.length; at += piece) {
      parser.parse(bytes, at, Math.min(piece, bytes.length - at), points);
    }
    return new Outcome(Point.all(points), rejects.reasons());
  }

  private static byte[] joined(byte[]... parts) {
    var out = new java.io.ByteArrayOutputStream();
    for (var part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static Case recordedCase(JsonNode node) {
    var text = node.get("text").asString();
    byte[] bytes;
    if (node.get("hex").isNull()) {
      var length = Integer.parseInt(text.substring(1, text.indexOf(' ')));
      var line = "x".repeat(length) + text.substring(text.indexOf('>') + 1);
      bytes = line.getBytes(StandardCharsets.UTF_8);
    } else {
      bytes = HexFormat.of().parseHex(node.get("hex").asString());
    }
    var points = new ArrayList<Point>();
    var differs = false;
    for (var point : node.get("points").values()) {
      var name = new String(bytes, StandardCharsets.UTF_8).strip().split("[\\s\u00a0]+", 2)[0];
      if (!point.get(0).asString().startsWith("<")) {
        name = point.get(0).asString();
      }
      var time =
          point.get(1).isString() ? CLOCK.instant().getEpochSecond() : point.get(1).asDouble();
      if (time < 1 || time > 4_294_967_295L) {
        differs = true;
      } else {
        points.add(new Point(name, (long) time, Double.parseDouble(point.get(2).asString())));
      }
    }
    var unfinished = !new String(bytes, StandardCharsets.ISO_8859_1).endsWith("\n");
    return new Case(
        text.substring(0, Math.min(60, text.length())).strip(),
        bytes,
        points,
        (points.isEmpty() && !unfinished) || differs);
  }
}
