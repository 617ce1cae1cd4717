// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoundedLogTest {

  private final Logger logger = Logger.getLogger(BoundedLog.class.getPackageName());
  private final List<String> lines = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void leave() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  @Test
  void warn_manyInASecond_logsOneAndTellsOfTheOthers() {
    var nanos = new AtomicLong();
    var log = new BoundedLog(System.getLogger(BoundedLog.class.getPackageName()), nanos::get);

    log.warn("first");
    log.warn("second");
    log.warn("third");
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    log.warn("fourth");
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    log.warn("fifth");

    assertThat(lines).containsExactly("first", "fourth (2 more before this)", "fifth");
  }
}
