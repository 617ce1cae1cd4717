// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PickleReaderTest {

  private static final Set<String> INTERVALS =
      Set.of(
          "graphite.intervals.IntervalSet",
          "graphite.intervals.Interval",
          "copy_reg._reconstructor",
          "__builtin__.object");

  /// What graphite-web 1.1.8 answers to a find, in protocols 0, 2 and 4: a leaf with an IntervalSet
  /// of two Intervals, and a branch.
  private static final String PROTOCOL_0 =
      "KGxwMAooZHAxClZwYXRoCnAyClZhLmIKcDMKc1Zpc19sZWFmCnA0CkkwMQpzVmludGVydmFscwpwNQpjY29weV9y"
          + "ZWcKX3JlY29uc3RydWN0b3IKcDYKKGNncmFwaGl0ZS5pbnRlcnZhbHMKSW50ZXJ2YWxTZXQKcDcKY19fYnVp"
          + "bHRpbl9fCm9iamVjdApwOApOdHA5ClJwMTAKKGRwMTEKZzUKKGxwMTIKZzYKKGNncmFwaGl0ZS5pbnRlcnZh"
          + "bHMKSW50ZXJ2YWwKcDEzCmc4Ck50cDE0ClJwMTUKKGRwMTYKVnN0YXJ0CnAxNwpGMS4wCnNWZW5kCnAxOApG"
          + "Mi4wCnNWdHVwbGUKcDE5CihGMS4wCkYyLjAKdHAyMApzVnNpemUKcDIxCkYxLjAKc2JhZzYKKGcxMwpnOApO"
          + "dHAyMgpScDIzCihkcDI0CmcxNwpJNQpzZzE4Ckk5CnNnMTkKKEk1Ckk5CnRwMjUKc2cyMQpJNApzYmFzZzIx"
          + "CkY1LjAKc2JzYShkcDI2CmcyClZhLmMKcDI3CnNnNApJMDAKc2Eu";

  private static final String PROTOCOL_2 =
      "gAJdcQAofXEBKFgEAAAAcGF0aHECWAMAAABhLmJxA1gHAAAAaXNfbGVhZnEEiFgJAAAAaW50ZXJ2YWxzcQVjZ3Jh"
          + "cGhpdGUuaW50ZXJ2YWxzCkludGVydmFsU2V0CnEGKYFxB31xCChoBV1xCShjZ3JhcGhpdGUuaW50ZXJ2YWxz"
          + "CkludGVydmFsCnEKKYFxC31xDChYBQAAAHN0YXJ0cQ1HP/AAAAAAAABYAwAAAGVuZHEOR0AAAAAAAAAAWAUA"
          + "AAB0dXBsZXEPRz/wAAAAAAAAR0AAAAAAAAAAhnEQWAQAAABzaXplcRFHP/AAAAAAAAB1YmgKKYFxEn1xEyho"
          + "DUsFaA5LCWgPSwVLCYZxFGgRSwR1YmVoEUdAFAAAAAAAAHVidX1xFShoAlgDAAAAYS5jcRZoBIl1ZS4=";

  private static final String PROTOCOL_4 =
      "gASV+wAAAAAAAABdlCh9lCiMBHBhdGiUjANhLmKUjAdpc19sZWFmlIiMCWludGVydmFsc5SMEmdyYXBoaXRlLmlu"
          + "dGVydmFsc5SMC0ludGVydmFsU2V0lJOUKYGUfZQoaAVdlChoBowISW50ZXJ2YWyUk5QpgZR9lCiMBXN0YXJ0"
          + "lEc/8AAAAAAAAIwDZW5klEdAAAAAAAAAAIwFdHVwbGWURz/wAAAAAAAAR0AAAAAAAAAAhpSMBHNpemWURz/w"
          + "AAAAAAAAdWJoDSmBlH2UKGgQSwVoEUsJaBJLBUsJhpRoFEsEdWJlaBRHQBQAAAAAAAB1YnV9lChoAowDYS5j"
          + "lGgEiXVlLg==";

  @ParameterizedTest
  @ValueSource(strings = {PROTOCOL_0, PROTOCOL_2, PROTOCOL_4})
  void read_objectsOfKnownClasses_areValuesWithoutContent(String base64) throws Exception {
    var list = read(Base64.getDecoder().decode(base64), INTERVALS);

    var leaf = list.elements().getFirst();
    assertThat(list.elements()).hasSize(2);
    assertThat(leaf.get("path").orElseThrow().text()).contains("a.b");
    assertThat(leaf.get("is_leaf").orElseThrow().number()).hasValue(1);
    var intervals = leaf.get("intervals").orElseThrow();
    assertThat(intervals.elements()).isEmpty();
    assertThat(intervals.text()).isEmpty();
    assertThat(intervals.isDictionary()).isFalse();
    assertThat(list.elements().getLast().get("path").orElseThrow().text()).contains("a.c");
  }

  @ParameterizedTest
  @ValueSource(strings = {PROTOCOL_0, PROTOCOL_2, PROTOCOL_4})
  void read_objects_areRefusedWhereNoClassIsKnown(String base64) {
    assertThatThrownBy(() -> read(Base64.getDecoder().decode(base64), Set.of()))
        .isInstanceOf(MalformedPickleException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cos\nsystem\n(S'true'\ntR.",
        "cgraphite.intervals\nInterval2\n.",
        "c__builtin__\neval\n(S'1'\ntR.",
        "(S'true'\nios\nsystem\n.",
        "cgraphite.intervals\nInterval\n0K\1(K\1tR.",
        "K\1}b.",
        "P1\n.",
        "\u0082\1."
      })
  void read_otherClasses_areRefused(String pickle) {
    var bytes = pickle.getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> read(bytes, INTERVALS)).isInstanceOf(MalformedPickleException.class);
  }

  @Test
  void read_damagedPickles_areRefusedOrRead() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    for (var i = 0; i < 20_000; i++) {
      var bytes = Base64.getDecoder().decode(i % 2 == 0 ? PROTOCOL_2 : PROTOCOL_4);
      for (var changes = random.nextInt(4); changes >= 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        for (var element : read(bytes, INTERVALS).elements()) {
          element.get("path").ifPresent(PickleValue::text);
          element.get("intervals").ifPresent(PickleValue::numbers);
        }
      } catch (MalformedPickleException _) {
        // as it should
      } catch (RuntimeException failed) {
        throw new AssertionError("seed " + seed, failed);
      }
    }
  }

  @Test
  void numbers_ofAList_haveNanForNone() throws Exception {
    var list = read("(lI1\naF2.5\naNa.".getBytes(StandardCharsets.ISO_8859_1), Set.of());

    assertThat(list.numbers().orElseThrow()).containsExactly(1, 2.5, Double.NaN);
    assertThat(list.size()).isEqualTo(3);
  }

  @Test
  void numbers_ofAListWithText_areNone() throws Exception {
    var list = read("(lI1\naS'x'\na.".getBytes(StandardCharsets.ISO_8859_1), Set.of());

    assertThat(list.numbers()).isEmpty();
  }

  private static PickleValue read(byte[] bytes, Set<String> passedOver)
      throws MalformedPickleException {
    return new PickleReader(10_000, passedOver).read(bytes, 0, bytes.length);
  }
}
