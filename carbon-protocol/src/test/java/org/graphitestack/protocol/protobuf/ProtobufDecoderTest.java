// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.graphitestack.protocol.Point;
import org.graphitestack.protocol.PointEncoder;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.Rejects;
import org.graphitestack.protocol.Resource;
import org.graphitestack.protocol.frame.FrameReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The recorded payloads. Carbon passes on points of the year 1970 and drops NaN silently; both are
/// counted rejects here, as in the other protocols.
class ProtobufDecoderTest {

  private static final InstantSource CLOCK = () -> Instant.ofEpochSecond(1_750_000_000L);

  private record Outcome(List<Point> points, List<RejectReason> reasons) {}

  static Stream<String> payloads() {
    return expected().propertyNames().stream();
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void decode_recordedPayload_givesItsPoints(String name) {
    assertThat(decode(payload(name)).points()).isEqualTo(points(name));
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void frames_recordedPayloadSplitAnywhere_giveTheSame(String name) {
    var payload = payload(name);
    var stream =
        ByteBuffer.allocate(payload.length + 4).putInt(payload.length).put(payload).array();
    for (var split = 0; split <= stream.length; split++) {
      var points = new ReceivedPoints();
      var frames = new FrameReader(1024, new ProtobufDecoder(CLOCK), new Rejects());
      assertThat(frames.parse(stream, 0, split, points)).isTrue();
      assertThat(frames.parse(stream, split, stream.length - split, points)).isTrue();
      assertThat(Point.all(points)).as("split at %d", split).isEqualTo(points(name));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bad-truncated, NOT_A_PROTOBUF",
    "bad-wire-type, NOT_A_PROTOBUF",
    "special, VALUE_IS_NAN",
    "zero-value-and-time, TIMESTAMP_OUT_OF_RANGE",
  })
  void decode_recordedPayload_countsTheReason(String name, RejectReason reason) {
    assertThat(decode(payload(name)).reasons()).isNotEmpty().containsOnly(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two-metrics", "empty-payload", "no-points", "unicode", "max-time"})
  void decode_recordedPayload_rejectsNothing(String name) {
    assertThat(decode(payload(name)).reasons()).isEmpty();
  }

  @Test
  void decode_nameBehindItsPoints_isFound() {
    // metric { point { value 1.5, timestamp 100 } name "a" }
    assertThat(decode(hex("0a10 120b11000000000000f83f0864 0a0161")).points())
        .containsExactly(new Point("a", 100, 1.5));
  }

  @Test
  void decode_sameFieldTwice_lastWins() {
    assertThat(decode(hex("0a15 0a0162 0a0161 120d 0801 0864 11000000000000f83f")).points())
        .containsExactly(new Point("a", 100, 1.5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0a", // a tag and no more
        "0aff", // a length that does not end
        "0affffffff0f", // a length over what is there
        "0affffffffffffffffff01", // a negative length
        "0a0412026161", // a point that ends in the middle of a field
        "00", // field number 0
        "0a0a0a01611205080a1100000000", // a double cut short
        "080808", // a varint without its end is the next tag
        "0affffffffffffffffffff01" // a varint of eleven bytes
      })
  void decode_malformed_isRefusedWhole(String payload) {
    var good = "0a10 0a0161 120b 0864 11000000000000f83f";
    assertThat(decode(hex(good + payload)))
        .isEqualTo(new Outcome(List.of(), List.of(RejectReason.NOT_A_PROTOBUF)));
  }

  @Test
  void decode_nameNotUtf8_rejectsItsPointsAlone() {
    var outcome =
        decode(
            hex(
                "0a10 0a01ff 120b 0864 11000000000000f83f"
                    + "0a10 0a0161 120b 0864 11000000000000f83f"));
    assertThat(outcome)
        .isEqualTo(new Outcome(List.of(new Point("a", 100, 1.5)), List.of(RejectReason.NOT_UTF8)));
  }

  @Test
  void decode_nameWithBlankToBePassedOn_isRejected() {
    var payload = hex("0a12 0a03612062 120b 0864 11000000000000f83f");
    var rejects = new Rejects();
    var points = ReceivedPoints.keepingLines();
    new ProtobufDecoder(CLOCK).decode(payload, 0, payload.length, points, rejects);
    assertThat(points.isEmpty()).isTrue();
    assertThat(rejects.reasons()).containsExactly(RejectReason.NAME_NOT_A_WORD);
  }

  @ParameterizedTest
  @CsvSource({"unicode,caf\u00e9.temp 20.5 1700000000", "max-time,late 1 4294967295"})
  void encode_pointOfRecordedPayload_isTheSameBytes(String name, String line) {
    var target = ByteBuffer.allocate(PointEncoder.MIN_TARGET);
    new ProtobufEncoder(10)
        .encode(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)), target);
    var payload = new byte[target.position() - 4];
    target.get(4, payload);
    assertThat(payload).isEqualTo(payload(name));
  }

  private static Outcome decode(byte[] payload) {
    var rejects = new Rejects();
    var points = new ReceivedPoints();
    var padded = new byte[payload.length + 6];
    System.arraycopy(payload, 0, padded, 3, payload.length);
    new ProtobufDecoder(CLOCK).decode(padded, 3, payload.length, points, rejects);
    return new Outcome(Point.all(points), rejects.reasons());
  }

  private static List<Point> points(String name) {
    var points = new ArrayList<Point>();
    var metrics = expected().get(name).get("metrics");
    if (metrics == null && name.equals("unknown-fields")) {
      return points("two-metrics");
    }
    if (metrics == null) {
      return points;
    }
    for (var metric : metrics.values()) {
      for (var point : metric.get(1).values()) {
        var value = Double.parseDouble(point.get(1).asString());
        if (!Double.isNaN(value) && point.get(0).asLong() > 0) {
          points.add(new Point(metric.get(0).asString(), point.get(0).asLong(), value));
        }
      }
    }
    return points;
  }

  private static JsonNode expected() {
    return JsonMapper.shared()
        .readTree(Resource.bytes(ProtobufDecoderTest.class, "expected.json"))
        .get("cases");
  }

  private static byte[] payload(String name) {
    return Resource.bytes(ProtobufDecoderTest.class, name + ".bin");
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }
}
