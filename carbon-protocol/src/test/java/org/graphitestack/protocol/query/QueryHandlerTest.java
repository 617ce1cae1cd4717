// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.Rejects;
import org.graphitestack.protocol.Resource;
import org.graphitestack.protocol.pickle.PickleReader;
import org.graphitestack.protocol.pickle.PickleWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// The recorded requests and what carbon 1.1.7 answered, byte for byte.
class QueryHandlerTest {

  private static final int MAX_REQUEST = 100_000;
  private static final int MAX_ANSWER = 1 << 20;

  /// Here carbon held whole numbers, which nobody sends it: plaintext gives floats.
  private static final Set<String> RECORDED_AS_INTEGERS =
      Set.of("query-tagged.p2", "query-tagged.p5");

  private final RecordedCache cache = new RecordedCache();
  private final QueryCounters counters = new QueryCounters();
  private final Rejects rejects = new Rejects();

  static List<String> recorded() {
    var cases = new ArrayList<String>();
    for (var recorded :
        JsonMapper.shared()
            .readTree(Resource.bytes(QueryHandlerTest.class, "expected.json"))
            .get("cases")) {
      if (!recorded.get("response").isNull()) {
        cases.add(recorded.get("name").asString());
      }
    }
    assertThat(cases).hasSize(26);
    return cases;
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void request_recorded_isAnsweredAsByCarbon(String name) {
    assertThat(sent(open(), request(name))).isEqualTo(response(name));
    assertThat(rejects.reasons()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void request_splitAtEachByte_isAnsweredTheSame(String name) {
    var request = request(name);
    for (var split = 0; split <= request.length; split++) {
      var channel = open();
      feed(channel, Arrays.copyOf(request, split));
      feed(channel, Arrays.copyOfRange(request, split, request.length));
      assertThat(answered(channel)).as("split at %s", split).isEqualTo(response(name));
      channel.finishAndReleaseAll();
      resetMethod();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "evil-global, PICKLE_FORBIDDEN",
    "not-a-dict, QUERY_SHAPE",
    "missing-metric, QUERY_SHAPE",
    "broken, NOT_A_PICKLE"
  })
  void request_thatIsNone_endsTheConnectionAndIsCounted(String name, RejectReason reason) {
    var channel = open();

    assertThat(sent(channel, request(name))).isEmpty();

    assertThat(channel.isOpen()).isFalse();
    assertThat(rejects.reasons()).containsExactly(reason);
  }

  @Test
  void request_longerThanTheLimit_endsTheConnectionAndIsCounted() {
    var channel = open();

    feed(channel, ByteBuffer.allocate(4).putInt(MAX_REQUEST + 1).array());

    assertThat(channel.isOpen()).isFalse();
    assertThat(rejects.reasons()).containsExactly(RejectReason.FRAME_TOO_LONG);
  }

  @Test
  void request_lengthBelowZero_endsTheConnectionAndIsCounted() {
    var channel = open();

    feed(channel, new byte[] {-1, -1, -1, -1, 0});

    assertThat(channel.isOpen()).isFalse();
    assertThat(rejects.reasons()).hasSize(1);
  }

  @Test
  void requests_inOnePiece_areAnsweredInOrder() {
    var all = concat(request("query-hit.p5"), request("set-metadata.p2"), request("query-miss.p2"));

    assertThat(sent(open(), all))
        .isEqualTo(
            concat(
                response("query-hit.p5"), response("set-metadata.p2"), response("query-miss.p2")));
  }

  @Test
  void requests_behindOneAtTheDisk_waitForIt() {
    var atDisk = new ArrayDeque<Runnable>();
    var channel = open(atDisk::add);
    feed(channel, concat(request("get-metadata.p2"), request("query-hit.p2")));

    assertThat(answered(channel)).isEmpty();
    assertThat(channel.config().isAutoRead()).isFalse();

    run(atDisk);
    channel.runPendingTasks();
    assertThat(answered(channel))
        .isEqualTo(concat(response("get-metadata.p2"), response("query-hit.p2")));
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @Test
  void connection_closedWhileItsRequestIsAtTheDisk_getsNoAnswer() {
    var atDisk = new ArrayDeque<Runnable>();
    var channel = open(atDisk::add);
    feed(channel, request("get-metadata.p2"));

    var _ = channel.close();
    run(atDisk);
    channel.runPendingTasks();

    assertThat(answered(channel)).isEmpty();
  }

  @Test
  void answer_manyPoints_isInBatchesAsPythons() {
    cache.put("many", RecordedCache.minutes(2500));

    assertThat(sent(open(), query("many"))).isEqualTo(response("many-points"));
  }

  @ParameterizedTest
  @CsvSource({"1000, thousand-metrics", "1001, thousand-one-metrics"})
  void answer_manyMetrics_isInBatchesAsPythons(int count, String recorded) {
    var names = new ArrayList<String>();
    for (var i = 0; i < count; i++) {
      names.add("m." + i);
      cache.put("m." + i, RecordedCache.minutes(i % 3));
    }

    assertThat(sent(open(), bulk(names))).isEqualTo(response(recorded));
  }

  @Test
  void answer_sameMetricTwiceInBulk_isThereOnce() {
    var once = sent(open(), bulk(List.of("café.temp")));

    assertThat(sent(open(), bulk(List.of("café.temp", "café.temp")))).isEqualTo(once);
  }

  @Test
  void answer_longerThanTheLimit_isAnErrorAndTheConnectionGoesOn() {
    cache.put("huge", RecordedCache.minutes(MAX_ANSWER / 18));
    var channel = open();

    assertThat(text(sent(channel, query("huge"))))
        .contains("error", "more than " + MAX_ANSWER + " bytes");
    assertThat(sent(channel, request("query-hit.p2"))).isEqualTo(response("query-hit.p2"));
    assertThat(rejects.reasons()).containsExactly(RejectReason.QUERY_ANSWER_TOO_LONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"get-metadata", "set-metadata"})
  void metadata_ofUnknownSeriesOrKey_isAnError(String type) {
    assertThat(text(sent(open(), metadata(type, "no.such", "aggregationMethod"))))
        .contains("error", "no such series: no.such");
    assertThat(text(sent(open(), metadata(type, "a.b", "retention"))))
        .contains("error", "metadata key: \"retention\" (expected: aggregationMethod)");
  }

  @Test
  void counters_countWhatCarbonCounts() {
    for (var name : List.of("query-hit.p2", "query-miss.p2", "bulk.p2", "get-metadata.p2")) {
      sent(open(), request(name));
    }

    assertThat(counters.queries()).isEqualTo(2);
    assertThat(counters.bulkQueries()).isEqualTo(1);
    assertThat(counters.bulkMetrics()).isEqualTo(3);
    assertThat(counters.metadata()).isEqualTo(1);
  }

  @Test
  void unfinishedRequests_overTheirBound_endTheConnection() {
    var unfinished = new AtomicLong(RequestFrames.MAX_UNFINISHED);
    var channel = open(Runnable::run, unfinished);

    feed(channel, Arrays.copyOf(request("bulk.p2"), 20));

    assertThat(channel.isOpen()).isFalse();
    assertThat(rejects.reasons()).containsExactly(RejectReason.UNFINISHED_INPUT_LIMIT);
    assertThat(unfinished).hasValue(RequestFrames.MAX_UNFINISHED);
  }

  @Test
  void damagedRequests_atRandom_neverThrowAndNeverAnswerMoreThanAsked() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var names = recorded();
    for (var round = 0; round < 5_000; round++) {
      var bytes = request(names.get(random.nextInt(names.size())));
      for (var damage = random.nextInt(4); damage >= 0; damage--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      // the length stays true, so that the payload is looked at
      ByteBuffer.wrap(bytes).putInt(bytes.length - 4);
      var channel = open();
      feed(channel, bytes);
      channel.checkException();
      var answer = answered(channel);
      assertThat(answer.length > 0)
          .as("seed %s, round %s: answered or refused", seed, round)
          .isEqualTo(channel.isOpen());
      channel.finishAndReleaseAll();
    }
  }

  private void resetMethod() {
    try {
      cache.aggregationMethod("a.b", "average");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EmbeddedChannel open() {
    return open(Runnable::run);
  }

  private EmbeddedChannel open(Executor disk) {
    return open(disk, new AtomicLong());
  }

  private EmbeddedChannel open(Executor disk, AtomicLong unfinished) {
    return new EmbeddedChannel(
        new RequestFrames(MAX_REQUEST, unfinished, rejects),
        new QueryHandler(
            new CacheAnswers(cache, counters),
            new PickleReader(10_000),
            disk,
            rejects,
            MAX_ANSWER));
  }

  private static void run(Queue<Runnable> tasks) {
    for (var task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private static void feed(EmbeddedChannel channel, byte[] bytes) {
    channel.writeInbound(Unpooled.wrappedBuffer(bytes));
    channel.runPendingTasks();
  }

  private static byte[] sent(EmbeddedChannel channel, byte[] bytes) {
    feed(channel, bytes);
    return answered(channel);
  }

  private static byte[] answered(EmbeddedChannel channel) {
    var all = new ByteArrayOutputStream();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      all.writeBytes(ByteBufUtil.getBytes(part));
      part.release();
    }
    return all.toByteArray();
  }

  private static byte[] query(String metric) {
    return framed(pickle -> items(pickle, List.of("type", "cache-query", "metric", metric)));
  }

  private static byte[] metadata(String type, String metric, String key) {
    return framed(
        pickle ->
            items(pickle, List.of("type", type, "metric", metric, "key", key, "value", "max")));
  }

  private static void items(PickleWriter pickle, List<String> items) {
    pickle.dictionary(
        items.size() / 2,
        i -> {
          pickle.text(items.get(2 * i));
          pickle.text(items.get(2 * i + 1));
        });
  }

  private static byte[] bulk(List<String> metrics) {
    return framed(
        pickle ->
            pickle.dictionary(
                2,
                i -> {
                  pickle.text(i == 0 ? "type" : "metrics");
                  if (i == 0) {
                    pickle.text("cache-query-bulk");
                  } else {
                    pickle.list(metrics.size(), m -> pickle.text(metrics.get(m)));
                  }
                }));
  }

  private static byte[] framed(Consumer<PickleWriter> root) {
    var out = Unpooled.buffer().writeInt(0);
    var pickle = new PickleWriter(out);
    pickle.write(() -> root.accept(pickle));
    out.setInt(0, out.readableBytes() - 4);
    return ByteBufUtil.getBytes(out);
  }

  private static byte[] request(String name) {
    return Resource.bytes(QueryHandlerTest.class, name + ".request.bin");
  }

  private static byte[] response(String name) {
    if (RECORDED_AS_INTEGERS.contains(name)) {
      return framed(
          pickle ->
              pickle.dictionary(
                  1,
                  _ -> {
                    pickle.text("datapoints");
                    pickle.list(1, _ -> pickle.pair(1_700_000_000.0, 7));
                  }));
    }
    return Resource.bytes(QueryHandlerTest.class, name + ".response.bin");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] concat(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
