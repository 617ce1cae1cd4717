// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.graphitestack.relay.destination.RunnerFigures;
import org.graphitestack.relay.destination.RunnerState;
import org.graphitestack.relay.spool.SpoolFigures;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DrainWatchTest {

  private final AtomicLong nanos = new AtomicLong();
  private final DrainWatch watch = new DrainWatch(Duration.ofSeconds(10), nanos::get);

  @Test
  void emptySpool_isDone() {
    assertThat(watch.look(delivered(100))).isEqualTo(DrainWatch.Outcome.EMPTY);
  }

  @Test
  void spoolThatMoves_goesOn_howeverLong() {
    for (var points = 0; points < 100; points++) {
      assertThat(watch.look(delivered(points))).isEqualTo(DrainWatch.Outcome.GOES_ON);
      pass(9);
    }
  }

  @Test
  void spoolThatStandsStill_isStuck_whenPatienceIsOver() {
    watch.look(delivered(5));
    pass(9);
    assertThat(watch.look(delivered(5))).isEqualTo(DrainWatch.Outcome.GOES_ON);
    pass(1);
    assertThat(watch.look(delivered(5))).isEqualTo(DrainWatch.Outcome.STUCK);
  }

  @Test
  void progress_isToldOnceASecond() {
    assertThat(watch.isTimeToTell()).isFalse();
    pass(1);
    assertThat(watch.isTimeToTell()).isTrue();
    assertThat(watch.isTimeToTell()).isFalse();
  }

  @Test
  void progress_saysHowFarHowFastAndWhatIsWrong() {
    pass(2);

    assertThat(watch.progress(delivered(40), runner(null)))
        .isEqualTo("40 of 100 points delivered, 20 a second");
    assertThat(watch.progress(delivered(40), runner("refused"))).endsWith("a second; refused");
  }

  private void pass(int seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  private static SpoolFigures delivered(long points) {
    return new SpoolFigures(100, 0, points, 100 - points, 0, Map.of(), 0, 0, -1, 0, 0);
  }

  private static RunnerFigures runner(@Nullable String error) {
    var last = error == null ? null : new RunnerFigures.LastError(error, Instant.EPOCH);
    return new RunnerFigures(RunnerState.CONNECTED, Instant.EPOCH, 1, 0, last, 0, 0, 0);
  }
}
