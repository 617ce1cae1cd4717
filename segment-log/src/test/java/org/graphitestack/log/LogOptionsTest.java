// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LogOptionsTest {
  @Test
  void defaults_areThese() {
    assertThat(LogOptions.defaults())
        .isEqualTo(
            new LogOptions(
                67_108_864,
                Long.MAX_VALUE,
                LogOptions.UNLIMITED_AGE,
                WhenFull.BLOCK,
                new Force.Interval(Duration.ofSeconds(1)),
                268_435_456,
                RecordFormat.LINES));
    assertThat(LogOptions.defaults().blocksPerSegment()).isEqualTo(16_384);
    assertThat(LogOptions.defaults().maxAgeMillis()).isEqualTo(Long.MAX_VALUE);
    assertThat(LogOptions.defaults().withMaxAge(Duration.ofHours(1)).maxAgeMillis())
        .isEqualTo(3_600_000);
  }

  @Test
  void mistakes_areToldWithWhatWasExpected() {
    LogOptions good = LogOptions.defaults();
    assertThatThrownBy(() -> good.withSegmentBytes(4095))
        .hasMessage("segmentBytes: 4095 (expected: >= 4096)");
    assertThatThrownBy(() -> good.withMaxBytes(1000))
        .hasMessage("maxBytes: 1000 (expected: at least two segments, 134217728)");
    assertThatThrownBy(() -> good.withMaxAge(Duration.ZERO))
        .hasMessage("maxAge: PT0S (expected: > 0)");
    assertThatThrownBy(() -> good.withMinFreeBytes(-1))
        .hasMessage("minFreeBytes: -1 (expected: >= 0)");
    assertThatThrownBy(() -> Force.interval(Duration.ZERO))
        .hasMessage("force interval: PT0S (expected: > 0)");
    assertThatThrownBy(() -> RecordFormat.lengthPrefixed(0, _ -> 1))
        .hasMessage("maxFrameBytes: 0 (expected: >= 1)");
  }
}
