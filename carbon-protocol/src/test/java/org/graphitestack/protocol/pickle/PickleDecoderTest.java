// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.graphitestack.protocol.Point;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.Rejects;
import org.graphitestack.protocol.frame.FrameReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The recorded payloads and what carbon 1.1.7 delivered for them.
class PickleDecoderTest {

  private static final InstantSource CLOCK = () -> Instant.ofEpochSecond(1_750_000_000L);
  private static final int MAX_FRAME = 1_048_576;

  /// Refusals of the recorded cases that are not `ok-`. Where carbon delivers the point or closes
  /// the connection and we count a reason, docs/ingest.md says why.
  private static final Map<String, RejectReason> REASONS =
      Map.ofEntries(
          Map.entry("ok-nan-inf", RejectReason.VALUE_IS_NAN),
          Map.entry("odd-three-tuple-value", RejectReason.POINT_SHAPE),
          Map.entry("odd-value-none", RejectReason.VALUE_NOT_A_NUMBER),
          Map.entry("odd-value-text", RejectReason.VALUE_NOT_A_NUMBER),
          Map.entry("odd-dict", RejectReason.PICKLE_FORBIDDEN),
          Map.entry("odd-integer", RejectReason.NOT_A_LIST),
          Map.entry("odd-bytes-name", RejectReason.NAME_NOT_TEXT),
          Map.entry("odd-name-integer", RejectReason.NAME_NOT_TEXT),
          Map.entry("odd-huge-time", RejectReason.TIMESTAMP_OUT_OF_RANGE),
          Map.entry("odd-nan-time", RejectReason.TIMESTAMP_NOT_A_NUMBER),
          Map.entry("bad-empty", RejectReason.NOT_A_PICKLE),
          Map.entry("bad-truncated", RejectReason.NOT_A_PICKLE),
          Map.entry("bad-random", RejectReason.NOT_A_PICKLE),
          Map.entry("bad-text-line", RejectReason.NOT_A_PICKLE),
          Map.entry("bad-unknown-protocol", RejectReason.NOT_A_PICKLE),
          Map.entry("evil-huge-string-length", RejectReason.NOT_A_PICKLE),
          Map.entry("evil-huge-long", RejectReason.NOT_A_PICKLE),
          Map.entry("evil-negative-long", RejectReason.NOT_A_PICKLE),
          Map.entry("evil-frame-length", RejectReason.NOT_A_PICKLE),
          Map.entry("evil-huge-memo-index", RejectReason.PICKLE_LIMIT),
          Map.entry("evil-deep-nesting", RejectReason.POINT_SHAPE),
          Map.entry("evil-memo-bomb", RejectReason.TIMESTAMP_NOT_A_NUMBER),
          Map.entry("evil-self-reference", RejectReason.POINT_SHAPE));

  /// One recorded payload; `expected` holds what carbon delivered and we do too.
  record Case(String name, byte[] payload, JsonNode expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  /// What one run made of some bytes.
  private record Outcome(List<Point> points, List<RejectReason> reasons, boolean followable) {}

  static Stream<Case> payloads() {
    return allCases().filter(c -> !c.name().startsWith("stream-"));
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void decode_recordedPayload_givesCarbonsPoints(Case recorded) {
    var outcome = decode(recorded.payload());

    assertThat(outcome.points()).isEqualTo(expectedPoints(recorded));
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void decode_recordedPayload_countsTheReason(Case recorded) {
    var reasons = decode(recorded.payload()).reasons();

    var reason = REASONS.get(recorded.name());
    if (reason != null) {
      assertThat(reasons).isNotEmpty().containsOnly(reason);
    } else if (recorded.name().startsWith("evil-")) {
      assertThat(reasons).containsExactly(RejectReason.PICKLE_FORBIDDEN);
    } else {
      assertThat(reasons).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void frames_recordedPayloadSplitAnywhere_giveTheSame(Case recorded) {
    var stream = framed(recorded.payload());
    var whole = readInPieces(stream, stream.length);
    var step = Math.max(1, stream.length / 500);

    assertThat(whole.points()).isEqualTo(expectedPoints(recorded));
    for (var split = 0; split <= stream.length; split += step) {
      assertThat(readInTwo(stream, split)).as("split at %d", split).isEqualTo(whole);
    }
  }

  @Test
  void frames_goodAfterBad_arriveOnTheSameConnection() {
    var recorded = caseNamed("stream-three-frames");

    var outcome = readInPieces(recorded.payload(), 7);

    assertThat(outcome.points()).hasSize(recorded.expected().get("points").asInt());
    assertThat(outcome.reasons()).hasSize(1);
    assertThat(outcome.followable()).isTrue();
  }

  @Test
  void frames_lengthOverTheLimit_endTheConnection() {
    var stream = caseNamed("stream-too-long").payload();

    for (var piece = 1; piece <= stream.length; piece++) {
      var outcome = readInPieces(stream, piece);
      assertThat(outcome.reasons()).containsExactly(RejectReason.FRAME_TOO_LONG);
      assertThat(outcome.followable()).isFalse();
    }
  }

  @Test
  void frames_negativeLength_endTheConnection() {
    assertThat(readInPieces(new byte[] {-1, -1, -1, -1, 0}, 5).followable()).isFalse();
  }

  @Test
  void frames_announcedButNotSent_takeNoRoom() {
    var frames = new FrameReader(MAX_FRAME, new PickleDecoder(CLOCK), new Rejects());
    var header = ByteBuffer.allocate(4).putInt(MAX_FRAME).array();

    frames.parse(header, 0, 4, new ReceivedPoints());

    assertThat(frames.unfinished()).isEqualTo(4);
  }

  @Test
  void decode_namesWithEscapes_areUnescaped() {
    var payload = "(lp0\n(S'a\\x2eb\\t\\'\\101'\n(I1700000000\nF1.5\ntta.";
    assertThat(decode(payload.getBytes(java.nio.charset.StandardCharsets.US_ASCII)).points())
        .containsExactly(new Point("a.b\t'A", 1_700_000_000L, 1.5));
  }

  @Test
  void decode_rawUnicodeEscapes_areUnescaped() {
    var payload = "(lp0\n(Vcaf\\" + "u00e9\\" + "U0001f600\\x\n(L1700000000L\nI01\ntta.";
    assertThat(decode(payload.getBytes(java.nio.charset.StandardCharsets.US_ASCII)).points())
        .containsExactly(new Point("caf\u00e9\ud83d\ude00\\x", 1_700_000_000L, 1));
  }

  @Test
  void decode_damagedPayloads_neverThrow() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var originals = payloads().filter(c -> c.payload().length > 0).toList();
    for (var round = 0; round < 20_000; round++) {
      var original = originals.get(random.nextInt(originals.size())).payload();
      var damaged = Arrays.copyOf(original, Math.min(original.length, 1 + random.nextInt(400)));
      for (var i = 0; i < 1 + random.nextInt(4); i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      for (var point : decode(damaged).points()) {
        assertThat(point.timestamp()).as("seed %d", seed).isBetween(1L, 4_294_967_295L);
      }
    }
  }

  private static Outcome decode(byte[] payload) {
    var rejects = new Rejects();
    var points = new ReceivedPoints();
    var padded = new byte[payload.length + 6];
    System.arraycopy(payload, 0, padded, 3, payload.length);
    new PickleDecoder(CLOCK).decode(padded, 3, payload.length, points, rejects);
    return new Outcome(Point.all(points), rejects.reasons(), true);
  }

  private static Outcome readInPieces(byte[] stream, int piece) {
    var rejects = new Rejects();
    var points = new ReceivedPoints();
    var frames = new FrameReader(MAX_FRAME, new PickleDecoder(CLOCK), rejects);
    var followable = true;
    for (var at = 0; at < stream.length && followable; at += piece) {
      followable = frames.parse(stream, at, Math.min(piece, stream.length - at), points);
    }
    return new Outcome(Point.all(points), rejects.reasons(), followable);
  }

  private static Outcome readInTwo(byte[] stream, int split) {
    var rejects = new Rejects();
    var points = new ReceivedPoints();
    var frames = new FrameReader(MAX_FRAME, new PickleDecoder(CLOCK), rejects);
    var followable =
        frames.parse(stream, 0, split, points)
            && frames.parse(stream, split, stream.length - split, points);
    return new Outcome(Point.all(points), rejects.reasons(), followable);
  }

  private static byte[] framed(byte[] payload) {
    return ByteBuffer.allocate(4 + payload.length).putInt(payload.length).put(payload).array();
  }

  private static List<Point> expectedPoints(Case recorded) {
    var expected = recorded.expected().get("points");
    var points = new ArrayList<Point>();
    if (expected == null) {
      return points;
    }
    if (recorded.name().equals("odd-nan-time")) {
      // carbon closes the connection at the first entry, we take the second
      points.add(new Point("good.one", 1_700_000_000L, 1));
    }
    if (expected.isObject()) {
      for (var i = 0; i < expected.get("count").asInt(); i++) {
        points.add(
            new Point(
                String.format(java.util.Locale.ROOT, "bulk.metric.%03d", i),
                1_700_000_000L,
                i * 1.5));
      }
      assertThat(points.getLast()).isEqualTo(point(expected.get("last")));
      return points;
    }
    for (var point : expected.values()) {
      if (point.get(1).isString() || point.get(1).asDouble() < 1e11) {
        points.add(point(point));
      }
    }
    return points;
  }

  private static Point point(JsonNode node) {
    var time =
        node.get(1).isString() ? CLOCK.instant().getEpochSecond() : (long) node.get(1).asDouble();
    return new Point(node.get(0).asString(), time, Double.parseDouble(node.get(2).asString()));
  }

  private static Case caseNamed(String name) {
    return allCases().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  private static Stream<Case> allCases() {
    try (var in = PickleDecoderTest.class.getResourceAsStream("expected.json")) {
      return JsonMapper.shared().readTree(in).get("cases").properties().stream()
          .map(e -> new Case(e.getKey(), payload(e.getKey()), e.getValue()))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] payload(String name) {
    try (var in = PickleDecoderTest.class.getResourceAsStream(name + ".bin")) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
