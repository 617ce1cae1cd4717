// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.frame;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import org.graphitestack.protocol.PointCheck;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.Rejects;
import org.graphitestack.protocol.ack.AckReceiver;
import org.graphitestack.protocol.ack.AckReceiver.Event;
import org.graphitestack.protocol.ack.DurableIds;
import org.graphitestack.protocol.compress.Compression;
import org.graphitestack.protocol.compress.DamagedStreamException;
import org.graphitestack.protocol.line.LineParser;
import org.graphitestack.protocol.pickle.PickleDecoder;
import org.graphitestack.protocol.protobuf.ProtobufDecoder;

/// Parsers of outside bytes under a fuzzer that follows their branches. Run by name, CI does so:
///
/// ```
/// mvn verify -pl carbon-protocol -am -Dchecks.skip -Dtest=ReceiverJazzerTest -Dsurefire.failIfNoSpecifiedTests=false
/// ```
///
/// takes the corpus among the resources. With `JAZZER_FUZZ=1` before it and
/// `-Dtest=ReceiverJazzerTest#pickle` it fuzzes that method for a minute.
class ReceiverJazzerTest {

  private static final InstantSource CLOCK = () -> Instant.ofEpochSecond(1_750_000_000L);
  private static final int MAX_INFLATED = 4 << 20;

  @FuzzTest(maxDuration = "1m")
  void line(byte[] bytes) {
    var points = ReceivedPoints.keepingLines();
    new LineParser(CLOCK, new Rejects()).parse(bytes, 0, bytes.length, points);
    check(points);
  }

  @FuzzTest(maxDuration = "1m")
  void pickle(byte[] payload) {
    decode(new PickleDecoder(CLOCK), payload);
  }

  @FuzzTest(maxDuration = "1m")
  void protobuf(byte[] payload) {
    decode(new ProtobufDecoder(CLOCK), payload);
  }

  @FuzzTest(maxDuration = "1m")
  void acknowledged(byte[] bytes) {
    var rejects = new Rejects();
    var points = ReceivedPoints.keepingLines();
    var receiver = new AckReceiver(new LineParser(CLOCK, rejects), new DurableIds(), rejects);
    var in = ByteBuffer.wrap(bytes);
    var event = receiver.read(in, points);
    while (event != Event.MORE && event != Event.BROKEN) {
      event = receiver.read(in, points);
    }
    check(points);
  }

  /// The first byte chooses what the others are said to be.
  @FuzzTest(maxDuration = "1m")
  void compressed(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    var kinds = Compression.values();
    var compression = kinds[1 + (bytes[0] & 0xff) % (kinds.length - 1)];
    var target = new byte[16_384];
    try (var decompressor = compression.open()) {
      decompressor.feed(bytes, 1, bytes.length - 1);
      var all = 0;
      for (var n = decompressor.read(target);
          n > 0 && all < MAX_INFLATED;
          n = decompressor.read(target)) {
        all += n;
      }
    } catch (DamagedStreamException _) {
      // as it should be
    }
  }

  private static void decode(PayloadDecoder decoder, byte[] payload) {
    var points = ReceivedPoints.keepingLines();
    decoder.decode(payload, 0, payload.length, points, new Rejects());
    check(points);
  }

  /// What a relay stores has to be lines that every daemon reads.
  private static void check(ReceivedPoints points) {
    for (var i = 0; i < points.size(); i++) {
      var timestamp = points.timestamp(i);
      if (timestamp < 1
          || timestamp > PointCheck.MAX_TIMESTAMP
          || Double.isNaN(points.value(i))
          || !PointCheck.fitsLine(points.bytes(), points.nameOffset(i), points.nameLength(i))
          || points.bytes()[points.lineEnd(i) - 1] != '\n') {
        throw new AssertionError("point " + i + ": " + points.line(i));
      }
    }
  }
}
