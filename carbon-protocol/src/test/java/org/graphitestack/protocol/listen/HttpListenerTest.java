// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.GZIPOutputStream;
import org.graphitestack.protocol.Point;
import org.graphitestack.protocol.PointSink;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.RejectReason;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Points in HTTP requests: what is accepted, what is answered, and when.
class HttpListenerTest {

  private static final InstantSource CLOCK = () -> Instant.ofEpochSecond(1_750_000_000L);
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final int MAX_BODY = 100_000;

  /// Thousands of listeners would each log their first refusals. Held, lest it be forgotten.
  private static final Logger REJECT_LOG = Logger.getLogger(RejectLog.class.getName());

  private final List<Point> arrived = new ArrayList<>();
  private final List<Runnable> undurable = new ArrayList<>();
  private boolean durableAtOnce = true;
  private PointListener listener = listener();

  @BeforeAll
  static void silence() {
    REJECT_LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void speak() {
    REJECT_LOG.setLevel(null);
  }

  @Test
  void lines_goodAndBad_areReportedByLine() {
    var answer =
        answer(post("text/plain", "a.b 1 1700000000\n\nbad line\r\nc.d 2.5 1700000001\nx y z"));

    assertThat(answer).startsWith("HTTP/1.1 200 OK");
    assertThat(body(answer))
        .isEqualTo(
            "{\"accepted\":2,\"rejected\":2,\"reasons\":{\"field_count\":1,"
                + "\"value_not_a_number\":1},\"first\":\"line 3: the line has not exactly three"
                + " fields: \\\"bad line\\\"\"}\n");
    assertThat(arrived)
        .containsExactly(
            new Point("a.b", 1_700_000_000L, 1), new Point("c.d", 1_700_000_001L, 2.5));
    assertThat(listener.counters().points()).isEqualTo(2);
    assertThat(listener.counters().rejects(RejectReason.FIELD_COUNT)).isEqualTo(1);
  }

  @Test
  void json_oneAndMany_areRead() {
    answer(post("application/json", "{\"name\":\"a\",\"value\":1,\"timestamp\":1700000000}"));
    answer(
        post(
            "application/json; charset=utf-8",
            """
            [{"path":"b","value":"2.5","time":"1700000001","more":{"x":[1]}},
             {"metric":"c","value":3,"tags":{"rack":"r1","host":"h"}},
             {"name":"d","value":-1e3,"timestamp":null}]
            """));

    assertThat(arrived)
        .containsExactly(
            new Point("a", 1_700_000_000L, 1),
            new Point("b", 1_700_000_001L, 2.5),
            new Point("c;host=h;rack=r1", 1_750_000_000L, 3),
            new Point("d", 1_750_000_000L, -1000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"value\":1}|JSON_SHAPE",
        "{\"name\":\"a\"}|JSON_SHAPE",
        "{\"name\":5,\"value\":1}|NAME_NOT_TEXT",
        "{\"name\":\"a\",\"value\":true}|VALUE_NOT_A_NUMBER",
        "{\"name\":\"a\",\"value\":\"NaN\"}|VALUE_IS_NAN",
        "{\"name\":\"a\",\"value\":1,\"time\":[]}|TIMESTAMP_NOT_A_NUMBER",
        "{\"name\":\"a\",\"value\":1,\"time\":99999999999}|TIMESTAMP_OUT_OF_RANGE",
        "{\"name\":\"a\",\"value\":1,\"tags\":{\"x\":\"1;y=2\"}}|JSON_SHAPE",
        "{\"name\":\"a\",\"value\":1,\"tags\":{\"x=\":\"1\"}}|JSON_SHAPE",
        "{\"name\":\"a\",\"value\":1,\"tags\":[]}|JSON_SHAPE",
        "5|JSON_SHAPE",
        "{|NOT_JSON",
        "[{\"name\":|NOT_JSON",
        "not json|NOT_JSON"
      })
  void json_bad_isRefusedWithItsReason(String json, RejectReason reason) {
    var answer = answer(post("application/json", json));

    assertThat(answer).startsWith("HTTP/1.1 400 Bad Request").contains("\"first\":\"entry 1: ");
    assertThat(listener.counters().rejects()).containsExactly(Map.entry(reason, 1L));
    assertThat(arrived).isEmpty();
  }

  @Test
  void json_badEntryAmongGood_costsThatEntryAlone() {
    var answer =
        answer(
            post(
                "application/json",
                "[{\"name\":\"a\",\"value\":1},[],{\"name\":\"b\",\"value\":2}]"));

    assertThat(body(answer)).contains("\"accepted\":2,\"rejected\":1", "entry 2: ");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, text/plain, 405",
    "PUT, /metrics, text/plain, 405",
    "POST, /other, text/plain, 404",
    "POST, /, application/x-www-form-urlencoded, 415"
  })
  void request_ofAnotherKind_isRefusedAndClosed(
      String method, String path, String type, int status) {
    var channel = open();

    var answer = sent(channel, request(method, path, type, "a 1 1700000000", ""));

    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertThat(arrived).isEmpty();
  }

  @Test
  void request_twoOnOneConnection_areBothAnswered() {
    var channel = open();

    for (var i = 0; i < 2; i++) {
      assertThat(sent(channel, post("text/plain", "a " + i + " 1700000000")))
          .startsWith("HTTP/1.1 200 OK");
      assertThat(channel.isOpen()).isTrue();
    }
    assertThat(arrived).extracting(Point::value).containsExactly(0.0, 1.0);
  }

  @Test
  void request_connectionClose_isObeyed() {
    var channel = open();

    var close =
        request("POST", "/metrics?x=1", "text/plain", "a 1 1700000000", "Connection: close\r\n");
    assertThat(sent(channel, close)).startsWith("HTTP/1.1 200 OK");
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void answer_comesOnceThePointsAreDurable_andInOrder() {
    durableAtOnce = false;
    var channel = open();
    var both =
        concat(post("text/plain", "a 1 1700000000"), request("GET", "/", "text/plain", "", ""));

    assertThat(sent(channel, both)).isEmpty();
    assertThat(arrived).hasSize(1);

    undurable.forEach(Runnable::run);
    channel.runPendingTasks();
    assertThat(answered(channel)).startsWith("HTTP/1.1 200 OK").contains("HTTP/1.1 405");
  }

  @Test
  void body_overTheLimit_isRefusedWhetherAnnouncedOrNot() {
    var long1 = post("text/plain", "x".repeat(MAX_BODY + 1));
    assertThat(answer(long1)).startsWith("HTTP/1.1 413");

    var head = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
    var chunk = Integer.toHexString(MAX_BODY + 1) + "\r\n" + "x".repeat(MAX_BODY + 1) + "\r\n";
    var channel = open();
    assertThat(sent(channel, bytes(head + chunk))).startsWith("HTTP/1.1 413");
    assertThat(channel.isOpen()).isFalse();
    assertThat(listener.unfinished()).hasValue(0);
    assertThat(listener.counters().rejects(RejectReason.BODY_TOO_LONG)).isEqualTo(2);
  }

  @Test
  void body_gzip_isInflatedWithinTheLimit() {
    var small = gzip("a 1 1700000000\n".repeat(10));
    assertThat(answer(binary("gzip", small))).contains("\"accepted\":10");

    var bomb = gzip("0".repeat(50 << 20));
    assertThat(bomb.length).isLessThan(MAX_BODY);
    assertThat(answer(binary("gzip", bomb)))
        .startsWith("HTTP/1.1 400")
        .contains("asks for too much memory");

    assertThat(answer(binary("gzip", bytes("no gzip at all, this is")))).startsWith("HTTP/1.1 400");
    assertThat(answer(binary("own", small))).startsWith("HTTP/1.1 415");
  }

  @Test
  void request_malformed_isAnsweredAndClosed() {
    var channel = open();

    assertThat(sent(channel, bytes("nonsense\r\n\r\n"))).startsWith("HTTP/1.1 400");
    assertThat(channel.isOpen()).isFalse();
    assertThat(listener.counters().rejects(RejectReason.HTTP_SHAPE)).isEqualTo(1);
  }

  @Test
  void request_expectContinue_isTold() {
    var head = "POST / HTTP/1.1\r\nContent-Length: 14\r\nExpect: 100-continue\r\n\r\n";
    var channel = open();

    assertThat(sent(channel, bytes(head))).startsWith("HTTP/1.1 100 Continue");
    assertThat(sent(channel, bytes("a 1 1700000000"))).startsWith("HTTP/1.1 200 OK");
  }

  @Test
  void connection_closedBeforeItsPointsAreDurable_leavesNothing() {
    durableAtOnce = false;
    var channel = open();
    sent(channel, post("text/plain", "a 1 1700000000"));

    var _ = channel.close();
    undurable.forEach(Runnable::run);
    channel.runPendingTasks();

    assertThat(answered(channel)).isEmpty();
    assertThat(listener.counters().connectionsOpen()).isZero();
    assertThat(listener.unfinished()).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/json"})
  void request_splitAtEachByte_isAnsweredTheSame(String type) {
    var body =
        type.equals("text/plain")
            ? "a.b 1 1700000000\nbad\n"
            : "[{\"name\":\"a.b\",\"value\":1,\"time\":1700000000},5]";
    var request = post(type, body);
    var whole = answer(request);
    assertThat(whole).contains("\"accepted\":1,\"rejected\":1");
    for (var split = 0; split <= request.length; split++) {
      arrived.clear();
      var channel = open();
      var answer =
          sent(channel, Arrays.copyOf(request, split))
              + sent(channel, Arrays.copyOfRange(request, split, request.length));
      assertThat(answer).as("split at %s", split).isEqualTo(whole);
      assertThat(arrived).containsExactly(new Point("a.b", 1_700_000_000L, 1));
      channel.finishAndReleaseAll();
    }
  }

  @Test
  void requests_damagedAtRandom_neverThrowAndCountTheirPoints() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var requests =
        List.of(
            post("text/plain", "a.b 1 1700000000\nc 2 1700000001\n"),
            post("application/json", "[{\"name\":\"a\",\"value\":1,\"tags\":{\"x\":\"y\"}}]"),
            bytes(
                """
                POST / HTTP/1.1\r
                Transfer-Encoding: chunked\r
                \r
                e\r
                a 1 1700000000\r
                0\r
                \r
                """));
    for (var round = 0; round < 3000; round++) {
      arrived.clear();
      listener = listener();
      var bytes = requests.get(random.nextInt(requests.size())).clone();
      for (var damage = random.nextInt(5); damage > 0; damage--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      var channel = open();
      var split = random.nextInt(bytes.length);
      sent(channel, Arrays.copyOf(bytes, split));
      sent(channel, Arrays.copyOfRange(bytes, split, bytes.length));
      channel.checkException();
      channel.finishAndReleaseAll();
      assertThat(listener.counters().points())
          .as("seed %s, round %s", seed, round)
          .isEqualTo(arrived.size());
      assertThat(listener.unfinished()).as("seed %s, round %s", seed, round).hasValue(0);
    }
  }

  @Test
  void listener_realSocket_takesPoints() throws Exception {
    var config = ListenerConfig.of(WireProtocol.HTTP, ANY);
    try (var listeners = Listeners.open(List.of(config), _ -> {}, 1, CLOCK, () -> 0)) {
      var address = listeners.all().getFirst().address();
      try (var socket = new Socket(address.getAddress(), address.getPort())) {
        socket
            .getOutputStream()
            .write(request("POST", "/", "text/plain", "a 1 1700000000", "Connection: close\r\n"));
        var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer).startsWith("HTTP/1.1 200 OK").endsWith("\"reasons\":{}}\n");
      }
    }
  }

  private PointListener listener() {
    return new PointListener(
        new ListenerConfig(
            WireProtocol.HTTP, ANY, 10, Optional.empty(), Optional.empty(), MAX_BODY),
        sink(),
        new FlowSwitch(),
        CLOCK,
        () -> 0);
  }

  private PointSink sink() {
    return new PointSink() {
      @Override
      public void accept(ReceivedPoints points) {
        for (var i = 0; i < points.size(); i++) {
          arrived.add(new Point(points.name(i), points.timestamp(i), points.value(i)));
        }
      }

      @Override
      public void whenDurable(Runnable then) {
        if (durableAtOnce) {
          then.run();
        } else {
          undurable.add(then);
        }
      }
    };
  }

  private EmbeddedChannel open() {
    return new EmbeddedChannel(
        new HttpServerCodec(),
        new HttpContentDecompressor(MAX_BODY),
        new HttpPointsHandler(
            listener,
            new LoopState(CLOCK, new ReceivedPoints()),
            CLOCK,
            listener.rejects().from(null)));
  }

  private String answer(byte[] request) {
    var channel = open();
    try {
      return sent(channel, request);
    } finally {
      channel.finishAndReleaseAll();
    }
  }

  private static String sent(EmbeddedChannel channel, byte[] bytes) {
    if (channel.isOpen()) {
      channel.writeInbound(Unpooled.wrappedBuffer(bytes));
    }
    channel.runPendingTasks();
    return answered(channel);
  }

  private static String answered(EmbeddedChannel channel) {
    var all = new ByteArrayOutputStream();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      all.writeBytes(ByteBufUtil.getBytes(part));
      part.release();
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  private static byte[] post(String type, String body) {
    return request("POST", "/", type, body, "");
  }

  private static byte[] request(
      String method, String path, String type, String body, String headers) {
    return bytes(
        method
            + " "
            + path
            + " HTTP/1.1\r\nContent-Type: "
            + type
            + "\r\nContent-Length: "
            + bytes(body).length
            + "\r\n"
            + headers
            + "\r\n"
            + body);
  }

  private static byte[] binary(String encoding, byte[] body) {
    return concat(
        bytes(
            "POST / HTTP/1.1\r\nContent-Encoding: "
                + encoding
                + "\r\nContent-Length: "
                + body.length
                + "\r\n\r\n"),
        body);
  }

  private static byte[] gzip(String text) {
    var zipped = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(zipped)) {
      out.write(bytes(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }

  private static byte[] concat(byte[] first, byte[] second) {
    var both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
