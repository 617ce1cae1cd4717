// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeatSketchTest {

  private static int hash(int series) {
    return ("servers.web" + series + ".load").hashCode();
  }

  @Test
  void heat_countsUses() {
    var sketch = new HeatSketch(100);
    for (var i = 0; i < 5; i++) {
      sketch.use(hash(1));
    }

    assertThat(sketch.heat(hash(1))).isEqualTo(5);
    assertThat(sketch.heat(hash(2))).isZero();
  }

  @Test
  void heat_ofHotSeriesAmongMany_standsOut() {
    var sketch = new HeatSketch(1_000);
    for (var i = 0; i < 9_000; i++) {
      sketch.use(hash(i % 3 == 0 ? i % 30 : 100 + i));
    }

    for (var hot = 0; hot < 30; hot += 3) {
      assertThat(sketch.heat(hash(hot))).isEqualTo(Byte.MAX_VALUE);
    }
    var warm = 0;
    for (var i = 0; i < 9_000; i++) {
      warm += i % 3 != 0 && sketch.heat(hash(100 + i)) > 5 ? 1 : 0;
    }
    assertThat(warm).as("cold series taken for warm ones").isLessThan(90);
  }

  @Test
  void heat_fades() {
    var sketch = new HeatSketch(10);
    for (var i = 0; i < 20; i++) {
      sketch.use(hash(1));
    }

    var faded = false;
    for (var i = 0; !faded; i++) {
      faded = sketch.use(hash(2 + i % 50));
    }

    assertThat(sketch.heat(hash(1))).isBetween(10, 13);
  }
}
