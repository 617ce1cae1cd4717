// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.graphitestack.log.LogBench.bytes;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordFormatTest {
  private static final RecordFormat FRAMES = RecordFormat.lengthPrefixed(100, _ -> 2);

  @ParameterizedTest
  @CsvSource({"'', 0", "'a', 0", "'a|', 2", "'a|b', 2", "'a|b|', 4", "'a|0|', 2", "'0a|', 0"})
  void lines_wholeRecords_endAtTheLastLineFeedBeforeAnyNul(String text, int whole) {
    assertThat(RecordFormat.LINES.wholeRecords(lines(text))).isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource({"'', 0", "'a|b|', 2", "'a|b', 1"})
  void lines_points_areLineFeeds(String text, int points) {
    assertThat(RecordFormat.LINES.points(lines(text))).isEqualTo(points);
  }

  @ParameterizedTest
  @CsvSource({"'000', 3", "'0a|b|', 3", "'|a', 1"})
  void lines_resume_isBehindTheNextLineFeed(String text, int passed) {
    assertThat(RecordFormat.LINES.resume(lines(text))).isEqualTo(passed);
  }

  @Test
  void frames_wholeRecords_endBeforeATornOrImpossibleOne() {
    ByteBuffer two = ByteBuffer.allocate(32).putInt(3).put(new byte[3]).putInt(1).put((byte) 1);
    int sound = two.position();
    assertThat(FRAMES.wholeRecords(two.putInt(5).put((byte) 1).flip())).isEqualTo(sound);
    two.limit(sound);
    assertThat(FRAMES.wholeRecords(two)).isEqualTo(sound);
    assertThat(FRAMES.points(two)).isEqualTo(4);
    assertThat(FRAMES.wholeRecords(ByteBuffer.allocate(200).putInt(0, 101))).isZero();
    assertThat(FRAMES.wholeRecords(ByteBuffer.allocate(8).putInt(0, -1))).isZero();
    assertThat(FRAMES.wholeRecords(ByteBuffer.allocate(8))).isZero();
    assertThat(FRAMES.resume(ByteBuffer.allocate(8))).isEqualTo(8);
  }

  @Test
  void formats_readFromPositionToLimit_andLeaveTheBuffer() {
    ByteBuffer middle = lines("x|a|b|y").position(2).limit(6);
    assertThat(RecordFormat.LINES.wholeRecords(middle)).isEqualTo(4);
    assertThat(RecordFormat.LINES.points(middle)).isEqualTo(2);
    assertThat(middle.position()).isEqualTo(2);

    ByteBuffer frame = ByteBuffer.allocate(20).putInt(7, 2).position(7).limit(13);
    assertThat(FRAMES.wholeRecords(frame)).isEqualTo(6);
    assertThat(FRAMES.points(frame)).isEqualTo(2);
  }

  private static ByteBuffer lines(String text) {
    return bytes(text.replace('|', '\n').replace('0', '\0'));
  }
}
