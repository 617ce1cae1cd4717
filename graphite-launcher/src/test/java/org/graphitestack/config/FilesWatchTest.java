// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class FilesWatchTest {

  @TempDir private Path folder;

  @Test
  void look_changedFiles_saysWhatHasChangedInThoseTheReaderDoesNotTellOf() throws Exception {
    var rules = folder.resolve("rules.conf");
    var told = folder.resolve("carbon.conf");
    Files.writeString(rules, "[a]\npattern = a\n");
    Files.writeString(told, "[cache]\n");
    var log = new ListAppender<ILoggingEvent>();
    var logger = (Logger) LoggerFactory.getLogger(FilesWatch.class.getName());
    log.start();
    logger.addAppender(log);
    var good = new boolean[] {true};
    try (var watch =
        FilesWatch.start(
            "rules",
            () -> List.of(rules, told),
            told::equals,
            () -> {
              if (!good[0]) {
                throw new IllegalStateException("line 1 is wrong");
              }
            })) {
      good[0] = false;
      Files.writeString(rules, "[b]\npattern = bad\n");
      watch.look();
      good[0] = true;
      Files.writeString(rules, "[a]\npattern = other\n");
      Files.writeString(told, "[cache]\nWRITERS = 1\n");
      watch.look();
    } finally {
      logger.detachAppender(log);
    }

    assertThat(log.list.stream().map(ILoggingEvent::getFormattedMessage))
        .containsExactly(
            "the rules in force stay: line 1 is wrong",
            "rules read again",
            "rules.conf: [a] - pattern = a",
            "rules.conf: [a] + pattern = other");
  }
}
