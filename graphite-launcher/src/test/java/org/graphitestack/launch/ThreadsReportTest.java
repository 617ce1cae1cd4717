// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.concurrent.CountDownLatch;
import org.graphitestack.web.http.Parameters;
import org.junit.jupiter.api.Test;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

class ThreadsReportTest {

  @Test
  void threads_picked_haveStateAndStack() throws InterruptedException {
    var over = new CountDownLatch(1);
    var waiting =
        Thread.ofPlatform()
            .name("Waits-For-The-Test")
            .start(
                () -> {
                  try {
                    over.await();
                  } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                  }
                });
    while (waiting.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    try {
      assertThat(report("name=waits-for-the-test"))
          .startsWith("{\"threads\":[{\"name\":\"Waits-For-The-Test\",\"state\":\"WAITING\"")
          .contains("CountDownLatch.await", "\"cpuMillis\":");
      assertThat(report("name=waits-for-the-test&stack=0")).doesNotContain("CountDownLatch");
      assertThat(report("name=no-such-thread")).isEqualTo("{\"threads\":[]}");
    } finally {
      over.countDown();
      waiting.join();
    }
  }

  private static String report(String query) {
    var text = new StringWriter();
    try (var json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      new ThreadsReport().writeTo(json, Parameters.parse(query, ""));
    }
    return text.toString();
  }
}
