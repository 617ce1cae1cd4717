// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Set;
import org.graphitestack.config.LogTopic;
import org.slf4j.LoggerFactory;

/// Lets the log tell of what carbon.conf turns on.
final class LogTopics {

  private LogTopics() {}

  static void turnOn(Set<LogTopic> topics) {
    for (var topic : LogTopic.values()) {
      if (LoggerFactory.getLogger(topic.logger()) instanceof Logger logger) {
        logger.setLevel(topics.contains(topic) ? Level.DEBUG : Level.INFO);
      }
    }
  }
}
