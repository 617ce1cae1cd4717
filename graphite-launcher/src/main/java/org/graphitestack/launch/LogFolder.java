// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.TimeBasedRollingPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder of `--logdir`: `console.log`, as carbon's daemons write it, and those of the days
/// before as `console.log.2026_11_26`.
final class LogFolder {

  private static final int DAYS_KEPT = 30;

  private LogFolder() {}

  /// From now on the log is written there, and no longer to standard error.
  ///
  /// @throws StartFailure if the folder cannot be made or written
  static void use(Path folder) {
    var file = folder.toAbsolutePath().resolve("console.log");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new StartFailure("log folder " + folder + ": cannot be made (" + e + ")", e);
    }
    if (!Files.isWritable(folder)) {
      throw new StartFailure("log folder " + folder + ": cannot be written");
    }
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      var appender = appender(context, file);
      var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
      root.detachAndStopAllAppenders();
      root.addAppender(appender);
    }
  }

  private static RollingFileAppender<ILoggingEvent> appender(LoggerContext context, Path file) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(context.getProperty("LINE"));
    encoder.start();
    var appender = new RollingFileAppender<ILoggingEvent>();
    var rolling = new TimeBasedRollingPolicy<ILoggingEvent>();
    rolling.setContext(context);
    rolling.setParent(appender);
    rolling.setFileNamePattern(file + ".%d{yyyy_MM_dd}");
    rolling.setMaxHistory(DAYS_KEPT);
    appender.setContext(context);
    appender.setFile(file.toString());
    appender.setRollingPolicy(rolling);
    appender.setEncoder(encoder);
    rolling.start();
    appender.start();
    return appender;
  }
}
