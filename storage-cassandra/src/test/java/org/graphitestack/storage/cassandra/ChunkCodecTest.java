// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.graphitestack.storage.CorruptSeriesException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkCodecTest {

  private static final double NAN = Double.NaN;
  private static final long FIRST = 1_000_000;

  /// Slots with these values, unknown where NaN.
  private static Slots slots(double... values) {
    var slots = new Slots(FIRST, values.length);
    for (var i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        slots.put(FIRST + i, values[i]);
      }
    }
    return slots;
  }

  private static byte[] encoded(double... values) {
    var buffer = ChunkCodec.encode(slots(values), 0, values.length);
    var bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static double[] decoded(byte[] bytes, int count) throws CorruptSeriesException {
    var into = new Slots(FIRST, count);
    ChunkCodec.decode(ByteBuffer.wrap(bytes), FIRST, "here", into);
    return into.values();
  }

  // The format, byte by byte: what is stored once has to be read for ever.

  @Test
  void encode_oneValue_isPlain() {
    assertThat(HexFormat.of().formatHex(encoded(1.5))).isEqualTo("1000000000000000f83f");
  }

  @Test
  void encode_sameValueAgain_takesABit() {
    assertThat(HexFormat.of().formatHex(encoded(1.5, 1.5, 1.5, 1.5)))
        .isEqualTo("12033ff800000000000000");
  }

  @Test
  void encode_gaps_haveBits() {
    assertThat(HexFormat.of().formatHex(encoded(1.5, NAN, 1.5, 1.5, NAN, NAN, NAN, NAN, NAN, 2.5)))
        .isEqualTo("1309" + "0d02" + "3ff8000000000000" + "3099fff0");
  }

  @Test
  void encode_valuesWithoutPattern_arePlain() {
    var random = new Random(7);
    var values =
        random
            .longs()
            .mapToDouble(Double::longBitsToDouble)
            .filter(Double::isFinite)
            .limit(120)
            .toArray();

    var bytes = encoded(values);

    assertThat(bytes).hasSize(2 + 8 * 120);
    assertThat(bytes[0]).isEqualTo((byte) 0x10);
  }

  @Test
  void encode_countersAndGauges_takeFewBytes() {
    var counter = new double[120];
    Arrays.setAll(counter, i -> 1000 + 10 * i);
    var gauge = new double[120];
    var random = new Random(3);
    Arrays.setAll(gauge, _ -> random.nextInt(100));

    assertThat(encoded(counter).length / 120.0).isLessThan(3);
    assertThat(encoded(gauge).length / 120.0).isLessThan(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 121})
  void encode_wrongNumberOfSlots_isRefused(int count) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChunkCodec.encode(new Slots(0, 200), 0, count))
        .withMessage("slots of a chunk: " + count + " (expected: 1 to 120)");
  }

  @Test
  void decode_partOfTheSlots_putsOnlyThose() throws CorruptSeriesException {
    var into = new Slots(FIRST + 1, 2);

    ChunkCodec.decode(ByteBuffer.wrap(encoded(1, 2, 3, 4)), FIRST, "here", into);

    assertThat(into.values()).containsExactly(2, 3);
  }

  @Test
  void decode_overOthers_keepsWhatTheChunkDoesNotKnow() throws CorruptSeriesException {
    var into = slots(1, 2, 3);

    ChunkCodec.decode(ByteBuffer.wrap(encoded(10, NAN, 30)), FIRST, "here", into);

    assertThat(into.values()).containsExactly(10, 2, 30);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomValues_fixedSeed_comeBack(long seed) throws CorruptSeriesException {
    roundTrips(seed);
  }

  @Test
  void randomValues_freshSeed_comeBack() throws CorruptSeriesException {
    roundTrips(new Random().nextLong());
  }

  private static void roundTrips(long seed) throws CorruptSeriesException {
    var random = new Random(seed);
    for (var round = 0; round < 2_000; round++) {
      var values = new double[1 + random.nextInt(120)];
      var next = kind(random);
      var gaps = random.nextBoolean() ? 0 : random.nextDouble();
      Arrays.setAll(values, _ -> random.nextDouble() < gaps ? NAN : next.getAsDouble());
      values[0] = next.getAsDouble();
      values[values.length - 1] = next.getAsDouble();

      var bytes = encoded(values);

      assertThat(decoded(bytes, values.length))
          .as("seed %s, round %s", seed, round)
          .isEqualTo(values);
      var known = Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
      assertThat((long) bytes.length)
          .as("seed %s, round %s: no point takes more than 8 bytes", seed, round)
          .isLessThanOrEqualTo(2 + (values.length + 7) / 8 + 8 * known);
    }
  }

  private static DoubleSupplier kind(Random random) {
    var special =
        new double[] {
          0,
          -0.0,
          Double.MAX_VALUE,
          Double.MIN_VALUE,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          1
        };
    var counter = new double[1];
    return switch (random.nextInt(5)) {
      case 0 -> () -> random.nextInt(3);
      case 1 -> () -> counter[0] += random.nextInt(1000);
      case 2 -> () -> special[random.nextInt(special.length)];
      case 3 -> random::nextGaussian;
      default -> () -> Math.round(random.nextGaussian() * 1000) / 10.0;
    };
  }

  // Damage.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|here: at byte 0: 0 bytes (expected: at least 2)",
        "10|here: at byte 0: 1 bytes (expected: at least 2)",
        "2000000000000000f83f|here: at byte 0: version 32 (expected: 0x10 to 0x13)",
        "1080|here: at byte 1: 129 slots (expected: 1 to 120)",
        "1000000000000000f8|here: at byte 2: 7 bytes (expected: 8 of values)",
        "1000000000000000f83f00|here: at byte 2: 9 bytes (expected: 8 of values)",
        "1109ff|here: at byte 2: 1 bytes (expected: 2 for 10 slots)",
        "12033ff8|here: at byte 2: the end of the chunk (expected: 64 more bits than 16)",
        "12033ff80000000000000000|here: at byte 10: 1 bytes behind the last value (expected: none)",
        "12013ff8000000000000ffff80|here: at byte 11: a change of bits beyond the value (expected:"
            + " within 64)",
        "12013ff800000000000080|here: at byte 10: a change of bits beyond the value (expected:"
            + " within 64)"
      })
  void decode_damaged_saysWhereAndWhat(String hex, String message) {
    assertThatExceptionOfType(CorruptSeriesException.class)
        .isThrownBy(() -> decoded(HexFormat.of().parseHex(hex), 120))
        .withMessage(message);
  }

  @Test
  void decode_anyBytes_isAChunkOrCorrupt() {
    var random = new Random();
    var seed = random.nextLong();
    random.setSeed(seed);
    for (var round = 0; round < 20_000; round++) {
      var bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      if (bytes.length > 1 && random.nextBoolean()) {
        bytes[0] = (byte) (0x10 + random.nextInt(4));
        bytes[1] = (byte) random.nextInt(120);
      }
      try {
        assertThat(decoded(bytes, 120)).as("seed %s, round %s", seed, round).hasSize(120);
      } catch (CorruptSeriesException corrupt) {
        assertThat(corrupt).as("seed %s, round %s", seed, round).hasMessageContaining("expected");
      }
    }
  }

  @Test
  void decode_anyBitTurned_isAChunkOrCorrupt() {
    var whole = encoded(1, 2, NAN, 3, 5, 8, NAN, NAN, 13, 21);
    for (var bit = 0; bit < whole.length * 8; bit++) {
      var bytes = whole.clone();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        assertThat(decoded(bytes, 10)).as("bit %s", bit).hasSize(10);
      } catch (CorruptSeriesException corrupt) {
        assertThat(corrupt).as("bit %s", bit).hasMessageStartingWith("here: at byte");
      }
    }
  }
}
