// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphitestack.relay.aggregate.StageAtHand.BEGIN;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateFileTest {

  private static final AggregationRule SUM = Fixtures.rule("sum.<x>", 10, "sum", "*.<x>");
  private static final AggregationRule MEDIAN = Fixtures.rule("p50", 10, "p50", "*.*");
  private static final AggregationRule EXPIRING =
      Fixtures.expiring("a.", 10, 30, OutputTime.END, "stddev", "percentile90", "min");
  private static final AggregationRule[] RULES = {SUM, MEDIAN, EXPIRING};

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("aggregation.state");
  }

  @Test
  void close_thenOpen_goesOnWithTheOpenWindows() throws Exception {
    try (var hand = StageAtHand.open(folder, RULES)) {
      hand.take("a.x", BEGIN, 1);
      hand.take("a.x", BEGIN, 4);
      hand.pass(3);
      hand.restart(RULES);
      assertThat(hand.stage().figures().windows()).isEqualTo(5);
      assertThat(hand.stage().figures().bufferedPoints()).isEqualTo(10);
      hand.take("a.x", BEGIN, 7);
      hand.pass(7);
      assertThat(hand.flushed()).containsExactly("p50 4.0 " + BEGIN, "sum.x 12.0 " + BEGIN);
      hand.pass(21);
      assertThat(hand.flushed())
          .containsExactly(
              "a.min 1.0 " + (BEGIN + 10),
              "a.percentile90 7.0 " + (BEGIN + 10),
              "a.stddev " + Math.sqrt(6) + " " + (BEGIN + 10));
    }
  }

  @Test
  void kill_losesWhatCameSinceTheLastSave() throws Exception {
    try (var hand = StageAtHand.open(folder, SUM)) {
      hand.take("a.x", BEGIN, 1);
      hand.pass(5);
      hand.flushed();
      assertThat(hand.stage().figures().saves()).isEqualTo(1);
      hand.take("a.x", BEGIN, 2);
      hand.pass(1);
      hand.flushed();
      hand.reopen(SUM);
      hand.take("a.x", BEGIN, 4);
      hand.pass(10);
      assertThat(hand.flushed()).containsExactly("sum.x 5.0 " + BEGIN);
    }
  }

  @Test
  void close_thenOpen_stillKnowsWhatWasSent() throws Exception {
    try (var hand = StageAtHand.open(folder, SUM)) {
      hand.take("a.x", BEGIN, 1);
      hand.pass(10);
      assertThat(hand.flushed()).containsExactly("sum.x 1.0 " + BEGIN);
      hand.restart(SUM);
      hand.pass(10);
      assertThat(hand.flushed()).as("nothing new").isEmpty();
      hand.take("a.x", BEGIN, 2);
      hand.pass(10);
      assertThat(hand.flushed()).containsExactly("sum.x 3.0 " + BEGIN);
      assertThat(hand.stage().figures().rules())
          .containsExactly(new RuleFigures(SUM, 1, 1, 1, 0, 0, 0));
    }
  }

  @Test
  void open_afterAKillWhileSaving_takesTheStateBefore() throws Exception {
    try (var hand = StageAtHand.open(folder, SUM)) {
      hand.take("a.x", BEGIN, 1);
      hand.stage().close();
      Files.write(folder.resolve("aggregation.state.new"), new byte[] {1, 2, 3});
      hand.reopen(SUM);
      assertThat(hand.stage().figures().windows()).isEqualTo(1);
      assertThat(folder.resolve("aggregation.state.new")).doesNotExist();
    }
  }

  @Test
  void open_withOtherRules_leavesOutWhatTheOldOnesMade() throws Exception {
    try (var hand = StageAtHand.open(folder, RULES)) {
      hand.take("a.x", BEGIN, 1);
      hand.restart(Fixtures.rule("new", 10, "sum", "*.*"), MEDIAN);
      hand.pass(10);
      assertThat(hand.flushed()).containsExactly("p50 1.0 " + BEGIN);
      assertThat(hand.stage().figures().damagedStates()).isZero();
    }
  }

  @Test
  void open_withLessRoomThanWasSaved_takesWhatFits() throws Exception {
    try (var hand = StageAtHand.open(folder, SUM)) {
      for (var i = 0; i < 10; i++) {
        hand.take("a.x" + i, BEGIN, 1);
      }
    }
    var small =
        new AggregationOptions(
            5, OptionalInt.empty(), Optional.empty(), 4, 100_000, 10, Duration.ofSeconds(5));
    try (var hand = StageAtHand.open(folder, small, SUM)) {
      assertThat(hand.stage().figures().windows()).isEqualTo(4);
    }
  }

  @Test
  void save_thatFails_isCountedAndTriedAgain() throws Exception {
    var hand = StageAtHand.open(folder, SUM);
    hand.take("a.x", BEGIN, 1);
    Files.createDirectories(folder.resolve("aggregation.state.new"));
    hand.pass(5);
    hand.flushed();
    assertThat(hand.stage().figures().failedSaves()).isEqualTo(1);
    assertThatThrownBy(hand.stage()::close).isInstanceOf(IOException.class);
    Files.delete(folder.resolve("aggregation.state.new"));
    hand.pass(5);
    hand.flushed();
    assertThat(hand.stage().figures().saves()).isEqualTo(1);
    hand.close();
  }

  record Damage(String name, UnaryOperator<byte[]> how, String message) {

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Damage> damages() {
    return List.of(
        new Damage("empty", _ -> new byte[0], "at byte 0: 0 bytes"),
        new Damage("cut in the header", b -> cut(b, 13), "at byte 0: 13 bytes"),
        new Damage("another file", b -> with(b, 0, (byte) '#'), "at byte 0: 0xa54534747415223"),
        new Damage(
            "version of the future",
            b -> with(b, 8, (byte) 2),
            "at byte 8: version 2 (expected: 1)"),
        new Damage("torn at the end", b -> cut(b, b.length - 1), "checksum"),
        new Damage("torn in the middle", b -> cut(b, b.length / 2), "checksum"),
        new Damage("one bit", b -> with(b, b.length - 9, (byte) (b[b.length - 9] ^ 1)), "checksum"),
        new Damage("zeroed page", b -> zeroed(b), "checksum"),
        new Damage("longer", b -> ByteBuffer.allocate(b.length + 4).put(b).array(), "checksum 0x0"),
        new Damage(
            "absurd number of rules", b -> sealed(putInt(b, 12, 1 << 30)), "1073741824 rules"),
        new Damage(
            "negative number of rules", b -> sealed(putInt(b, 12, -1)), "at byte 12: -1 rules"),
        new Damage(
            "more rules than there are", b -> sealed(putInt(b, 12, 9)), "bytes (expected: at most"),
        new Damage(
            "no end", b -> sealed(with(b, b.length - 5, (byte) 7)), "mark 7 (expected: 1 before"),
        new Damage("end too early", b -> sealed(with(b, endOfRules(b), (byte) 0)), "mark 0"),
        new Damage(
            "unknown rule", b -> sealed(putInt(b, endOfRules(b) + 1, 3)), "rule 3 (expected"),
        new Damage(
            "unknown function",
            b -> sealed(putInt(b, endOfRules(b) + 5, 5)),
            "function 5 (expected"),
        new Damage(
            "absurd name", b -> sealed(putInt(b, endOfRules(b) + 9, 1 << 28)), "268435456 bytes"));
  }

  @ParameterizedTest
  @MethodSource("damages")
  void open_aDamagedState_setsItAsideAndBeginsEmpty(Damage damage) throws Exception {
    var damaged = damage.how().apply(saved());
    Files.write(file, damaged);
    assertThatThrownBy(() -> new StateFile(folder).load(known(), (_, _) -> {}))
        .isInstanceOf(DamagedStateException.class)
        .hasMessageStartingWith(file + " at byte ")
        .hasMessageContaining(damage.message());
    try (var hand = StageAtHand.open(folder, RULES)) {
      assertThat(hand.stage().figures().damagedStates()).isEqualTo(1);
      assertThat(hand.stage().figures().bytes()).isZero();
      assertThat(folder.resolve("aggregation.state.damaged")).hasBinaryContent(damaged);
      assertThat(file).doesNotExist();
      hand.take("a.x", BEGIN, 1);
    }
    assertThat(file).exists();
  }

  @Test
  void open_anyBytesBehindARightChecksum_neverFails() throws Exception {
    var seed = new Random().nextLong();
    System.getLogger(StateFileTest.class.getName()).log(System.Logger.Level.INFO, "seed " + seed);
    var chance = new Random(seed);
    var good = saved();
    for (var round = 0; round < 2000; round++) {
      var bytes = good.clone();
      for (var i = chance.nextInt(1, 4); i > 0; i--) {
        bytes[chance.nextInt(12, bytes.length)] = (byte) chance.nextInt();
      }
      Files.write(file, sealed(bytes));
      var read = new ArrayList<OutputSeries>();
      try {
        new StateFile(folder).load(known(), (series, _) -> read.add(series));
      } catch (DamagedStateException e) {
        assertThat(e).as("seed " + seed).hasMessageContaining("expected: ");
      }
    }
  }

  /// The bytes of a state with outputs of all three rules.
  private byte[] saved() throws IOException {
    try (var hand = StageAtHand.open(folder, RULES)) {
      for (var i = 0; i < 60; i++) {
        hand.take("a.x" + i % 5, BEGIN + i, i);
      }
    }
    return Files.readAllBytes(file);
  }

  private static Map<String, RuleState> known() {
    var known = new HashMap<String, RuleState>();
    for (var rule : RULES) {
      known.put(rule.text(), new RuleState(rule));
    }
    return known;
  }

  private static int endOfRules(byte[] bytes) {
    var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(12);
    for (var rules = buffer.getInt(); rules > 0; rules--) {
      var length = buffer.getInt();
      buffer.position(buffer.position() + length);
    }
    return buffer.position();
  }

  private static byte[] cut(byte[] bytes, int length) {
    return Arrays.copyOf(bytes, length);
  }

  private static byte[] with(byte[] bytes, int at, byte value) {
    var changed = bytes.clone();
    changed[at] = value;
    return changed;
  }

  private static byte[] zeroed(byte[] bytes) {
    var changed = bytes.clone();
    Arrays.fill(changed, changed.length / 2, changed.length / 2 + 64, (byte) 0);
    return changed;
  }

  private static byte[] putInt(byte[] bytes, int at, int value) {
    var changed = bytes.clone();
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    return changed;
  }

  /// With the checksum that belongs to the bytes.
  private static byte[] sealed(byte[] bytes) {
    var checksum = new CRC32C();
    checksum.update(bytes, 0, bytes.length - 4);
    return putInt(bytes, bytes.length - 4, (int) checksum.getValue());
  }

  @Test
  void layout_isAsDrawn() throws Exception {
    try (var hand = StageAtHand.open(folder, SUM)) {
      hand.take("a.x", BEGIN + 3, 2.5);
    }
    var rule = SUM.text().getBytes(StandardCharsets.UTF_8);
    var expected =
        ByteBuffer.allocate(16 + 4 + rule.length + 13 + 5 + 12 + 45 + 5)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put("GRAGGST\n".getBytes(StandardCharsets.US_ASCII))
            .putInt(1)
            .putInt(1)
            .putInt(rule.length)
            .put(rule)
            .put((byte) 1)
            .putInt(0)
            .putInt(0)
            .putInt(5)
            .put("sum.x".getBytes(StandardCharsets.US_ASCII))
            .putLong(10_000_000_000L)
            .putInt(1)
            .putLong(BEGIN)
            .putLong(Long.MIN_VALUE)
            .put((byte) 0)
            .putLong(1)
            .putDouble(2.5)
            .putDouble(0)
            .putInt(0)
            .put((byte) 0)
            .putInt(0)
            .array();
    assertThat(file).hasBinaryContent(sealed(expected));
  }
}
