// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PixelGateTest {

  @Test
  void draw_manyAtOnce_neverHoldsMoreThanThereIsRoomFor() throws InterruptedException {
    var gate = new PixelGate(100);
    var pixels = new AtomicInteger();
    var most = new AtomicInteger();
    var start = new CountDownLatch(1);
    var threads = new Thread[20];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          Thread.startVirtualThread(
              () -> {
                try {
                  start.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                gate.draw(
                    40,
                    () -> {
                      most.accumulateAndGet(pixels.addAndGet(40), Math::max);
                      return pixels.addAndGet(-40);
                    });
              });
    }

    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(most.get()).isBetween(40, 80);
    assertThat(pixels.get()).isZero();
  }

  @Test
  void draw_failure_makesRoomAgain() {
    var gate = new PixelGate(10);

    for (int i = 0; i < 3; i++) {
      try {
        gate.draw(
            10,
            () -> {
              throw new IllegalArgumentException("cannot be drawn");
            });
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessage("cannot be drawn");
      }
    }

    assertThat(gate.draw(10, () -> "drawn")).isEqualTo("drawn");
  }
}
