// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.ack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.graphitestack.protocol.Point;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.Rejects;
import org.graphitestack.protocol.ack.AckReceiver.Event;
import org.graphitestack.protocol.line.LineParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Both sides of the acknowledged protocol, on buffers.
class AckProtocolTest {

  private static final InstantSource CLOCK = () -> Instant.ofEpochSecond(1_750_000_000L);
  private static final UUID SESSION = new UUID(0x0102030405060708L, 0x090a0b0c0d0e0f10L);

  private final DurableIds durableIds = new DurableIds();
  private final Rejects rejects = new Rejects();
  private final ReceivedPoints points = new ReceivedPoints();
  private final AckReceiver receiver =
      new AckReceiver(new LineParser(CLOCK, rejects), durableIds, rejects);
  private final AckSender sender = new AckSender();

  @Test
  void bytes_ofBothSides_areAsDrawn() {
    var out = ByteBuffer.allocate(100);
    sender.hello(SESSION, out);
    sender.batch(7, 42, out);
    assertThat(hex(out))
        .isEqualTo(
            "4753414b00010000" + "0102030405060708090a0b0c0d0e0f10" + "00000007000000000000002a");

    durableIds.put(SESSION, 41);
    var in = ByteBuffer.wrap(written(out));
    assertThat(receiver.read(in, points)).isEqualTo(Event.HELLO);
    var answer = ByteBuffer.allocate(100);
    receiver.welcome(answer);
    AckReceiver.acknowledge(42, answer);
    assertThat(hex(answer)).isEqualTo("4753414b000100010000000000000029" + "000000000000002a");
  }

  @Test
  void batches_splitAtEachByte_giveTheSameEventsAndPoints() {
    var stream = stream("a 1 100\n", "b 2 200\nc 3 300\n", "bad\n");
    for (var cut = 0; cut <= stream.length; cut++) {
      points.clear();
      var events = new ArrayList<Event>();
      var fresh = new AckReceiver(new LineParser(CLOCK, rejects), new DurableIds(), rejects);
      events.addAll(readAll(fresh, Arrays.copyOfRange(stream, 0, cut)));
      events.addAll(readAll(fresh, Arrays.copyOfRange(stream, cut, stream.length)));
      assertThat(events).containsExactly(Event.HELLO, Event.BATCH, Event.BATCH, Event.BATCH);
      assertThat(Point.all(points)).extracting(Point::name).containsExactly("a", "b", "c");
      assertThat(fresh.batch()).isEqualTo(28);
    }
  }

  @Test
  void sender_newSession_hearsThatNothingIsKnown() throws IOException {
    assertThat(readAll(receiver, stream())).containsExactly(Event.HELLO);

    assertThat(sender.welcome(welcome())).isTrue();

    assertThat(sender.durable()).isEmpty();
  }

  @Test
  void sender_comesBack_hearsWhereToGoOn() throws IOException {
    readAll(receiver, stream("a 1 100\n", "b 2 200\n"));
    receiver.remember(8);

    var again = new AckReceiver(new LineParser(CLOCK, rejects), durableIds, rejects);
    var other = new AckSender();
    var hello = ByteBuffer.allocate(24);
    other.hello(SESSION, hello);
    again.read(hello.flip(), points);
    var answer = ByteBuffer.allocate(16);
    again.welcome(answer);

    assertThat(other.welcome(answer.flip())).isTrue();
    assertThat(other.durable()).hasValue(8);
  }

  @Test
  void sender_answerInPieces_waitsForTheWhole() throws IOException {
    readAll(receiver, stream());
    var answer = welcome();
    var whole = answer.limit();
    for (var length = 0; length < whole; length++) {
      assertThat(sender.welcome(answer.duplicate().limit(length))).isFalse();
    }
    assertThat(sender.welcome(answer)).isTrue();
  }

  @Test
  void receipts_severalAtOnce_theLastCounts() throws IOException {
    sender.batch(1, 10, ByteBuffer.allocate(12));
    sender.batch(1, 20, ByteBuffer.allocate(12));
    var receipts = ByteBuffer.allocate(30);
    AckReceiver.acknowledge(10, receipts);
    AckReceiver.acknowledge(20, receipts);
    receipts.put(new byte[5]).flip();

    assertThat(sender.acknowledged(receipts)).isEqualTo(OptionalLong.of(20));
    assertThat(receipts.remaining()).isEqualTo(5);
    assertThat(sender.acknowledged(receipts)).isEmpty();
  }

  @Test
  void receipt_forWhatWasNotSent_isAnError() {
    sender.batch(1, 10, ByteBuffer.allocate(12));
    var receipt = ByteBuffer.allocate(8).putLong(11).flip();
    assertThatThrownBy(() -> sender.acknowledged(receipt))
        .hasMessage("receipt for batch 11 (expected: up to 10)");
  }

  @Test
  void batch_durableAlready_isPassedOverAndReported() {
    durableIds.put(SESSION, 8);

    var events = readAll(receiver, stream("a 1 100\n", "b 2 200\n"));

    assertThat(events).containsExactly(Event.HELLO, Event.BATCH, Event.BATCH);
    assertThat(Point.all(points)).extracting(Point::name).containsExactly("b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "474554202f20485454502f312e310d0a486f73743a20610d", // GET / HTTP/1.1
        "4753414b 0001 0000 01020304050607080910111213141516 00000000 0000000000000001", // empty
        "4753414b 0001 0000 01020304050607080910111213141516 00100001 0000000000000001", // long
        "4753414b 0001 0000 01020304050607080910111213141516 ffffffff 0000000000000001", // negative
        "4753414b 0001 0000 01020304050607080910111213141516 00000001 ffffffffffffffff", // id
        "4753414b 0001 0000 01020304050607080910111213141516 00000002 0000000000000001 6161", // no
        // LF
        "4753414b 0001 0000 01020304050607080910111213141516"
            + " 00000001 0000000000000001 0a 00000001 0000000000000001 0a" // id again
      })
  void stream_malformed_isBrokenAndCountedOnce(String hex) {
    var bytes = HexFormat.of().parseHex(hex.replace(" ", ""));

    var events = readAll(receiver, bytes);

    assertThat(events.getLast()).isEqualTo(Event.BROKEN);
    assertThat(rejects.reasons()).endsWith(RejectReason.BATCH_SHAPE);
    assertThat(receiver.isOtherVersion()).isFalse();
    var count = rejects.reasons().size();
    assertThat(readAll(receiver, bytes)).containsExactly(Event.BROKEN);
    assertThat(rejects.reasons()).hasSize(count);
  }

  @Test
  void hello_ofAnotherVersion_isAnsweredWithOurs() {
    var bytes = stream();
    bytes[5] = 2;

    assertThat(readAll(receiver, bytes)).containsExactly(Event.BROKEN);
    assertThat(receiver.isOtherVersion()).isTrue();

    var answer = welcome();
    answer.put(5, (byte) 7);
    assertThatThrownBy(() -> sender.welcome(answer))
        .hasMessage("the receiver speaks version 7 (expected: 1)");
  }

  @Test
  void welcome_fromSomethingElse_saysWhatCame() {
    assertThatThrownBy(() -> sender.welcome(ByteBuffer.wrap("HTTP/1.1 400 Bad".getBytes(UTF_8))))
        .hasMessage(
            "answer: 48545450 (expected: 4753414b, a receiver of the acknowledged protocol)");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5, length: 0 (expected: 1 to 1048576)",
    "1048577, 5, length: 1048577 (expected: 1 to 1048576)",
    "1, 4, batch id: 4 (expected: > 4)",
    "1, -1, batch id: -1 (expected: > 4)",
  })
  void batch_nonsense_isRefused(int length, long id, String message) {
    sender.batch(1, 4, ByteBuffer.allocate(12));
    assertThatThrownBy(() -> sender.batch(length, id, ByteBuffer.allocate(12)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void durableIds_moreSessionsThanKept_forgetTheOldest() {
    for (var i = 0; i < 4097; i++) {
      durableIds.put(new UUID(0, i), i);
    }
    assertThat(durableIds.get(new UUID(0, 0))).isEmpty();
    assertThat(durableIds.get(new UUID(0, 4096))).hasValue(4096);
    durableIds.put(new UUID(0, 4096), 5);
    assertThat(durableIds.get(new UUID(0, 4096))).hasValue(4096);
  }

  @Test
  void read_damagedStreams_neverThrow() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var original = stream("a 1 100\n", "b 2 200\nc 3 300\n", "d 4 400\n");
    for (var round = 0; round < 20_000; round++) {
      var damaged = Arrays.copyOf(original, 1 + random.nextInt(original.length));
      for (var i = 0; i < random.nextInt(4); i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      points.clear();
      var fresh = new AckReceiver(new LineParser(CLOCK, rejects), durableIds, rejects);
      var cut = random.nextInt(damaged.length);
      readAll(fresh, Arrays.copyOfRange(damaged, 0, cut));
      readAll(fresh, Arrays.copyOfRange(damaged, cut, damaged.length));
      assertThat(points.size()).as("seed %d", seed).isLessThanOrEqualTo(4);
    }
  }

  private static List<Event> readAll(AckReceiver receiver, byte[] bytes, ReceivedPoints into) {
    var events = new ArrayList<Event>();
    var in = ByteBuffer.wrap(bytes);
    for (var event = receiver.read(in, into);
        event != Event.MORE;
        event = receiver.read(in, into)) {
      events.add(event);
      if (event == Event.BROKEN) {
        break;
      }
    }
    return events;
  }

  private List<Event> readAll(AckReceiver from, byte[] bytes) {
    return readAll(from, bytes, points);
  }

  /// A hello and these batches, as a sender writes them.
  private static byte[] stream(String... batches) {
    var out = ByteBuffer.allocate(1024);
    var sending = new AckSender();
    sending.hello(SESSION, out);
    var position = 0L;
    for (var batch : batches) {
      position += batch.length();
      sending.batch(batch.length(), position, out);
      out.put(batch.getBytes(UTF_8));
    }
    return written(out);
  }

  private ByteBuffer welcome() {
    var answer = ByteBuffer.allocate(AckReceiver.welcomeLength());
    receiver.welcome(answer);
    return answer.flip();
  }

  private static byte[] written(ByteBuffer out) {
    var bytes = new byte[out.position()];
    out.get(0, bytes);
    return bytes;
  }

  private static String hex(ByteBuffer out) {
    return HexFormat.of().formatHex(written(out));
  }
}
