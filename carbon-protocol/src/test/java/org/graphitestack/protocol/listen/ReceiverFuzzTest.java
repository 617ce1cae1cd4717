// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntUnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.GZIPOutputStream;
import org.graphitestack.protocol.PointCheck;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.Rejects;
import org.graphitestack.protocol.Resource;
import org.graphitestack.protocol.ack.AckSender;
import org.graphitestack.protocol.compress.Compression;
import org.graphitestack.protocol.line.LineParser;
import org.graphitestack.protocol.pickle.PickleDecoder;
import org.graphitestack.protocol.protobuf.ProtobufDecoder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/// Every receiver fed with the recorded wire samples, damaged at random and split at random places.
/// Whatever comes: nothing is thrown, counts add up, and where a stream is split makes no
/// difference.
class ReceiverFuzzTest {

  private static final InstantSource CLOCK = () -> Instant.ofEpochSecond(1_750_000_000L);
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final int MAX_FRAME = 2000;

  /// After these a connection is closed on purpose.
  private static final Set<RejectReason> CLOSING =
      EnumSet.of(
          RejectReason.FRAME_TOO_LONG,
          RejectReason.BATCH_SHAPE,
          RejectReason.DAMAGED_COMPRESSION,
          RejectReason.UNFINISHED_INPUT_LIMIT);

  /// What one run made of some bytes.
  private record Outcome(List<String> lines, List<RejectReason> reasons, boolean followable) {}

  /// Ten lines for each of thousands of listeners would say nothing. Held, lest it be forgotten.
  private static final Logger REJECT_LOG = Logger.getLogger(RejectLog.class.getName());

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final LoopState relaying = new LoopState(CLOCK, ReceivedPoints.keepingLines());
  private final LoopState caching = new LoopState(CLOCK, new ReceivedPoints());

  @BeforeAll
  static void silence() {
    REJECT_LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void speak() {
    REJECT_LOG.setLevel(null);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"LINE_UDP", "HTTP"},
      mode = EnumSource.Mode.EXCLUDE)
  void stream_damagedAndSplitAnywhere_givesTheSameAsWhole(WireProtocol protocol) {
    var samples = samples(protocol);
    for (var round = 0; round < 2000; round++) {
      var bytes = damaged(samples);
      var whole = parse(protocol, bytes, left -> left);
      var pieces = parse(protocol, bytes, left -> 1 + random.nextInt(left));
      assertThat(pieces).as("seed %d, round %d", seed, round).isEqualTo(whole);
      if (protocol == WireProtocol.LINE) {
        assertThat(whole.lines().size() + whole.reasons().size()).isEqualTo(lineFeeds(bytes));
      }
      for (var line : whole.lines()) {
        assertThat(line)
            .matches("[^\\x00-\\x20\\x7f]+ [0-9eE.+-]+(inf)? [0-9]+|[^ ]+ -?inf [0-9]+");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {"LINE_UDP", "HTTP"},
      mode = EnumSource.Mode.EXCLUDE)
  void connection_damagedInput_countsAddUp(WireProtocol protocol) {
    var samples = samples(protocol);
    for (var round = 0; round < 300; round++) {
      var compression = random.nextBoolean() ? Compression.NONE : Compression.GZIP;
      var bytes = damaged(samples);
      if (compression == Compression.GZIP) {
        bytes = random.nextInt(4) == 0 ? damaged(List.of(gzip(bytes))) : gzip(bytes);
      }
      connection(protocol, compression, bytes);
    }
  }

  @Test
  void datagram_anyBytes_eachLineIsAPointOrAReject() {
    var samples = samples(WireProtocol.LINE);
    for (var round = 0; round < 10_000; round++) {
      var bytes = damaged(samples);
      var points = new ReceivedPoints();
      var rejects = new Rejects();
      new LineParser(CLOCK, rejects).parseDatagram(bytes, 0, bytes.length, points);
      var lines = new String(bytes, ISO_8859_1).lines().count();
      assertThat(points.size() + rejects.reasons().size())
          .as("seed %d", seed)
          .isEqualTo((int) lines);
    }
  }

  @Test
  void payloads_ofRandomBytes_neverThrow() {
    var points = new ReceivedPoints();
    var pickles = new PickleDecoder(CLOCK);
    var messages = new ProtobufDecoder(CLOCK);
    for (var round = 0; round < 10_000; round++) {
      var bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      var rejects = new Rejects();
      points.clear();
      pickles.decode(bytes, 0, bytes.length, points, rejects);
      messages.decode(bytes, 0, bytes.length, points, rejects);
      for (var i = 0; i < points.size(); i++) {
        assertThat(points.timestamp(i)).as("seed %d", seed).isBetween(1L, PointCheck.MAX_TIMESTAMP);
      }
    }
  }

  private Outcome parse(WireProtocol protocol, byte[] bytes, IntUnaryOperator piece) {
    var rejects = new Rejects();
    var points = ReceivedPoints.keepingLines();
    var stream =
        PointStream.of(
            listener(protocol, Compression.NONE, new AtomicLong()), relaying, CLOCK, rejects);
    var followable = true;
    for (var at = 0; at < bytes.length && followable; ) {
      var length = piece.applyAsInt(bytes.length - at);
      followable = stream.parse(bytes, at, length, points);
      at += length;
    }
    var lines = new ArrayList<String>();
    for (var i = 0; i < points.size(); i++) {
      lines.add(points.line(i));
    }
    return new Outcome(lines, rejects.reasons(), followable);
  }

  private void connection(WireProtocol protocol, Compression compression, byte[] bytes) {
    var accepted = new AtomicLong();
    var listener = listener(protocol, compression, accepted);
    var rejected = listener.rejects().from(null);
    var channel = new EmbeddedChannel();
    if (compression != Compression.NONE) {
      channel
          .pipeline()
          .addLast(new InflateHandler(listener, compression.open(), caching.inflated));
    }
    channel
        .pipeline()
        .addLast(
            new StreamHandler(
                listener, caching, PointStream.of(listener, caching, CLOCK, rejected), rejected));
    channel.pipeline().fireChannelActive();
    for (var at = 0; at < bytes.length && channel.isOpen(); ) {
      var length = 1 + random.nextInt(bytes.length - at);
      channel.writeInbound(Unpooled.copiedBuffer(bytes, at, length));
      at += length;
    }
    var counters = listener.counters();
    if (!channel.isOpen()) {
      assertThat(counters.rejects().keySet()).as("seed %d", seed).containsAnyElementsOf(CLOSING);
    }
    channel.unsafe().close(channel.voidPromise());
    channel.runPendingTasks();
    channel.releaseOutbound();

    assertThat(counters.points()).as("seed %d", seed).isEqualTo(accepted.get());
    var all = counters.rejects().values().stream().mapToLong(Long::longValue).sum();
    assertThat(listener.recentRejects().latest())
        .hasSize((int) Math.min(all, RecentRejects.CAPACITY));
    assertThat(counters.connectionsOpen()).isZero();
    assertThat(listener.unfinished().get()).isZero();
  }

  private static PointListener listener(
      WireProtocol protocol, Compression compression, AtomicLong accepted) {
    var plain = ListenerConfig.of(protocol, ANY);
    var config =
        new ListenerConfig(
            protocol,
            ANY,
            plain.maxConnections(),
            plain.idleTimeout(),
            plain.keepAlive(),
            MAX_FRAME,
            StreamTransport.PLAIN.with(compression));
    return new PointListener(
        config, points -> accepted.addAndGet(points.size()), new FlowSwitch(), CLOCK, () -> 0L);
  }

  /// A few samples one behind the other, with bytes changed, left out, doubled or cut off.
  private byte[] damaged(List<byte[]> samples) {
    var out = new ByteArrayOutputStream();
    for (var i = 0; i < 1 + random.nextInt(4); i++) {
      out.writeBytes(samples.get(random.nextInt(samples.size())));
    }
    var bytes = out.toByteArray();
    for (var i = random.nextInt(5); i > 0 && bytes.length > 0; i--) {
      var at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes = spliced(bytes, at, at + random.nextInt(Math.min(20, bytes.length - at)));
        case 3 -> bytes = spliced(bytes, at, Math.max(0, at - random.nextInt(20)));
        default -> bytes = Arrays.copyOf(bytes, at);
      }
    }
    return bytes;
  }

  /// The bytes before `to`, then those from `from` on.
  private static byte[] spliced(byte[] bytes, int to, int from) {
    var out = new ByteArrayOutputStream();
    out.write(bytes, 0, to);
    out.write(bytes, from, bytes.length - from);
    return out.toByteArray();
  }

  private static List<byte[]> samples(WireProtocol protocol) {
    return switch (protocol) {
      case LINE, LINE_UDP, HTTP -> lineSamples();
      case PICKLE -> frames(PickleDecoder.class);
      case PROTOBUF -> frames(ProtobufDecoder.class);
      case ACKNOWLEDGED -> batches();
    };
  }

  private static List<byte[]> lineSamples() {
    var samples = new ArrayList<byte[]>();
    for (var recorded :
        JsonMapper.shared()
            .readTree(Resource.bytes(LineParser.class, "plaintext.json"))
            .get("cases")
            .values()) {
      var bytes = HexFormat.of().parseHex(recorded.get("hex").asString());
      if (bytes.length < 2000) {
        samples.add(bytes);
      }
    }
    return samples;
  }

  /// The recorded payloads beside a decoder, as frames.
  private static List<byte[]> frames(Class<?> decoder) {
    var samples = new ArrayList<byte[]>();
    var cases = JsonMapper.shared().readTree(Resource.bytes(decoder, "expected.json")).get("cases");
    for (var name : cases.propertyNames()) {
      var payload = Resource.bytes(decoder, name + ".bin");
      if (payload.length < MAX_FRAME) {
        samples.add(
            name.startsWith("stream-")
                ? payload
                : ByteBuffer.allocate(4 + payload.length)
                    .putInt(payload.length)
                    .put(payload)
                    .array());
      }
    }
    return samples;
  }

  /// Streams of batches; joined they are damaged ones already.
  private static List<byte[]> batches() {
    var samples = new ArrayList<byte[]>();
    for (var sample : lineSamples()) {
      if (sample.length > 0) {
        var out = ByteBuffer.allocate(2 * sample.length + 24 + 24 + 2);
        var sender = new AckSender();
        sender.hello(new UUID(1, sample.length), out);
        sender.batch(sample.length + 1, 100, out);
        out.put(sample).put((byte) '\n');
        sender.batch(sample.length + 1, 200, out);
        out.put(sample).put((byte) '\n');
        samples.add(out.array());
      }
    }
    return samples;
  }

  private static byte[] gzip(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static int lineFeeds(byte[] bytes) {
    var count = 0;
    for (var b : bytes) {
      count += b == '\n' ? 1 : 0;
    }
    return count;
  }
}
