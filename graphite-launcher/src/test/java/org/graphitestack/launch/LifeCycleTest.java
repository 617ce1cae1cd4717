// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifeCycleTest {

  private final List<String> closed = new ArrayList<>();
  private final LifeCycle lifeCycle = new LifeCycle();

  @Test
  void closeAll_closesLastInFirstOut() {
    lifeCycle.closeLater("engine", () -> closed.add("engine"));
    lifeCycle.closeLater("web", () -> closed.add("web"));

    assertThat(lifeCycle.closeAll()).isZero();
    assertThat(closed).containsExactly("web", "engine");
  }

  @Test
  void closeAll_aStepFails_closesTheRestAndSaysSo() {
    lifeCycle.closeLater("engine", () -> closed.add("engine"));
    lifeCycle.closeLater(
        "cache",
        () -> {
          throw new IOException("disk full");
        });

    assertThat(lifeCycle.closeAll()).isEqualTo(1);
    assertThat(closed).containsExactly("engine");
  }
}
