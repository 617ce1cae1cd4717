// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graphitestack.protocol.Point;
import org.graphitestack.protocol.PointEncoder;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.Rejects;
import org.graphitestack.protocol.Resource;
import org.graphitestack.protocol.line.LineEncoder;
import org.graphitestack.protocol.line.LineParser;
import org.graphitestack.protocol.pickle.PickleDecoder;
import org.graphitestack.protocol.pickle.PickleEncoder;
import org.graphitestack.protocol.protobuf.ProtobufDecoder;
import org.graphitestack.protocol.protobuf.ProtobufEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Stored lines on their way out, in each protocol, read back by our own decoder of it.
class PointEncoderTest {

  private static final InstantSource CLOCK = () -> Instant.ofEpochSecond(1_750_000_000L);
  private static final int MAX_FRAME = 1_048_576;

  /// A protocol: how it is written, and how it is read.
  record Wire(String name, IntFunction<PointEncoder> encoder, Reader reader) {

    interface Reader {
      void read(byte[] bytes, ReceivedPoints into, Rejects rejects);
    }

    @Override
    public String toString() {
      return name;
    }

    List<Point> read(byte[] bytes) {
      var points = new ReceivedPoints();
      var rejects = new Rejects();
      reader.read(bytes, points, rejects);
      assertThat(rejects.reasons()).isEmpty();
      return Point.all(points);
    }
  }

  static Stream<Wire> wires() {
    return Stream.of(
        new Wire(
            "line",
            LineEncoder::new,
            (bytes, into, rejects) ->
                new LineParser(CLOCK, rejects).parse(bytes, 0, bytes.length, into)),
        new Wire(
            "pickle",
            PickleEncoder::new,
            (bytes, into, rejects) ->
                new FrameReader(MAX_FRAME, new PickleDecoder(CLOCK), rejects)
                    .parse(bytes, 0, bytes.length, into)),
        new Wire(
            "protobuf",
            ProtobufEncoder::new,
            (bytes, into, rejects) ->
                new FrameReader(MAX_FRAME, new ProtobufDecoder(CLOCK), rejects)
                    .parse(bytes, 0, bytes.length, into)));
  }

  static Stream<Wire> framedWires() {
    return wires().filter(wire -> !wire.name().equals("line"));
  }

  @ParameterizedTest
  @MethodSource("wires")
  void encode_storedLines_arriveAsTheSamePoints(Wire wire) {
    var lines = ByteBuffer.wrap(Resource.bytes(PointEncoderTest.class, "stored.txt"));

    var target = ByteBuffer.allocate(PointEncoder.MIN_TARGET);
    var points = wire.encoder().apply(500).encode(lines, target);

    assertThat(points).isEqualTo(11);
    assertThat(lines.hasRemaining()).isFalse();
    assertThat(wire.read(written(target))).isEqualTo(storedPoints());
  }

  @Test
  void encodePickle_storedLines_areThePythonPicklersBytes() {
    var target = ByteBuffer.allocate(PointEncoder.MIN_TARGET);

    new PickleEncoder(500)
        .encode(ByteBuffer.wrap(Resource.bytes(PointEncoderTest.class, "stored.txt")), target);

    assertThat(written(target)).isEqualTo(Resource.bytes(PointEncoderTest.class, "stored.pickle"));
  }

  @Test
  void recordedRelay_lineAndPickleOutput_giveTheSameNames() {
    var lines = Resource.bytes(PointEncoderTest.class, "relay-line-out.bin");
    var pickle = Resource.bytes(PointEncoderTest.class, "relay-pickle-out.bin");
    var wires = wires().toList();

    var again = ByteBuffer.allocate(PointEncoder.MIN_TARGET);
    var stored = ReceivedPoints.keepingLines();
    new FrameReader(MAX_FRAME, new PickleDecoder(CLOCK), new Rejects())
        .parse(pickle, 0, pickle.length, stored);
    new PickleEncoder(500).encode(ByteBuffer.wrap(stored.bytes(), 0, stored.byteCount()), again);

    assertThat(wires.get(1).read(written(again))).isEqualTo(wires.get(1).read(pickle));
    assertThat(wires.get(1).read(pickle))
        .extracting(Point::name)
        .isEqualTo(wires.get(0).read(lines).stream().map(Point::name).toList());
  }

  @ParameterizedTest
  @MethodSource("wires")
  void encode_moreLinesThanAsked_makesSeveralMessages(Wire wire) {
    var lines = ByteBuffer.wrap(manyLines(1250).getBytes(UTF_8));
    var encoder = wire.encoder().apply(500);
    var target = ByteBuffer.allocateDirect(1 << 20);

    assertThat(encoder.encode(lines, target)).isEqualTo(500);
    assertThat(encoder.encode(lines, target)).isEqualTo(500);
    assertThat(encoder.encode(lines, target)).isEqualTo(250);
    assertThat(encoder.encode(lines, target)).isZero();

    assertThat(wire.read(written(target))).hasSize(1250);
  }

  @ParameterizedTest
  @MethodSource("wires")
  void encode_lastLineUnfinished_leavesIt(Wire wire) {
    var lines = ByteBuffer.wrap("a 1 100\nb 2 200\nc 3 30".getBytes(UTF_8));
    var target = ByteBuffer.allocate(PointEncoder.MIN_TARGET);

    assertThat(wire.encoder().apply(500).encode(lines, target)).isEqualTo(2);
    assertThat(lines.remaining()).isEqualTo(6);
    var before = target.position();
    assertThat(wire.encoder().apply(500).encode(lines, target)).isZero();
    assertThat(lines.remaining()).isEqualTo(6);
    assertThat(target.position()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("wires")
  void encode_anyRoomLeft_isNeverOverrunAndNothingIsLost(Wire wire) {
    var all = manyLines(40);
    var encoder = wire.encoder().apply(500);
    for (var room = 0; room < 400; room++) {
      var lines = ByteBuffer.wrap(all.getBytes(UTF_8));
      var arrived = new ArrayList<Point>();
      var target = ByteBuffer.allocate(PointEncoder.MIN_TARGET);
      target.position(target.capacity() - room);
      encoder.encode(lines, target);
      var first = new byte[target.position() - (target.capacity() - room)];
      target.get(target.capacity() - room, first);
      arrived.addAll(wire.read(first));
      target.clear();
      encoder.encode(lines, target);
      arrived.addAll(wire.read(written(target)));
      assertThat(arrived).as("room %d", room).hasSize(40);
    }
  }

  @ParameterizedTest
  @MethodSource("wires")
  void encode_longestNames_fitTheSmallestTarget(Wire wire) {
    var name = "n".repeat(LineParser.MAX_LINE - 13);
    var lines =
        ByteBuffer.wrap((name + " 1 1700000000\n" + name + " 2 1700000000\n").getBytes(UTF_8));
    var target = ByteBuffer.allocate(PointEncoder.MIN_TARGET);
    var encoder = wire.encoder().apply(500);

    var arrived = new ArrayList<Point>();
    while (lines.hasRemaining()) {
      assertThat(encoder.encode(lines, target)).isPositive();
      arrived.addAll(wire.read(written(target)));
      target.clear();
    }

    assertThat(arrived).extracting(p -> p.name().length()).containsExactly(16371, 16371);
  }

  @ParameterizedTest
  @MethodSource("framedWires")
  void encode_frames_stayUnderCarbonsLimit(Wire wire) {
    var line = "n".repeat(8000) + " 1 1700000000\n";
    var lines = ByteBuffer.wrap(line.repeat(300).getBytes(UTF_8));
    var target = ByteBuffer.allocate(8 << 20);
    var encoder = wire.encoder().apply(500);

    var points = 0;
    while (lines.hasRemaining()) {
      var start = target.position();
      points += encoder.encode(lines, target);
      assertThat(target.getInt(start)).isLessThanOrEqualTo(MAX_FRAME);
    }

    assertThat(points).isEqualTo(300);
    assertThat(wire.read(written(target))).hasSize(300);
  }

  @ParameterizedTest
  @MethodSource("framedWires")
  void encode_damagedLines_arePassedOverAndCounted(Wire wire) {
    var damaged =
        "\0\0\0\na 1 100\nb one 100\nc 1 never\n 1 2\nd 1\ne 1 0\n\0f 1 100\ng 2 200\nh 1 1 1\n";
    var lines = ByteBuffer.wrap(damaged.getBytes(UTF_8));
    var encoder = wire.encoder().apply(1);
    var target = ByteBuffer.allocate(PointEncoder.MIN_TARGET);

    assertThat(encoder.encode(lines, target)).isEqualTo(1);
    assertThat(encoder.encode(lines, target)).isEqualTo(1);
    assertThat(encoder.encode(lines, target)).isZero();

    assertThat(lines.hasRemaining()).isFalse();
    assertThat(encoder.damaged()).isEqualTo(8);
    assertThat(wire.read(written(target)))
        .containsExactly(new Point("a", 100, 1), new Point("g", 200, 2));
  }

  @ParameterizedTest
  @MethodSource("framedWires")
  void encode_zeroedPages_areLeftBehind(Wire wire) {
    var bytes = new byte[200_000];
    var line = "\na 1 100\n".getBytes(UTF_8);
    System.arraycopy(line, 0, bytes, bytes.length - line.length, line.length);
    var lines = ByteBuffer.wrap(bytes);
    var encoder = wire.encoder().apply(500);
    var target = ByteBuffer.allocate(PointEncoder.MIN_TARGET);

    var points = 0;
    for (var call = 0; call < 8 && lines.hasRemaining(); call++) {
      points += encoder.encode(lines, target);
    }

    assertThat(points).isEqualTo(1);
    assertThat(lines.hasRemaining()).isFalse();
    assertThat(encoder.damaged()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("wires")
  void encode_targetTooSmallForAnyLine_isRefused(Wire wire) {
    var lines = ByteBuffer.wrap("a 1 100\n".getBytes(UTF_8));
    assertThatThrownBy(() -> wire.encoder().apply(500).encode(lines, ByteBuffer.allocate(100)))
        .hasMessage("target: 100 bytes (expected: >= 32768)");
  }

  private static List<Point> storedPoints() {
    var bytes = Resource.bytes(PointEncoderTest.class, "stored.txt");
    var points = new ReceivedPoints();
    new LineParser(CLOCK, new Rejects()).parse(bytes, 0, bytes.length, points);
    return Point.all(points);
  }

  private static String manyLines(int count) {
    var text = new StringBuilder();
    IntStream.range(0, count)
        .forEach(
            i -> text.append("m.").append(i).append(' ').append(i * 0.5).append(" 1700000000\n"));
    return text.toString();
  }

  private static byte[] written(ByteBuffer target) {
    var bytes = new byte[target.position()];
    target.get(0, bytes);
    return bytes;
  }
}
