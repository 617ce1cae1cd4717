// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.TimeBasedRollingPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graphitestack.web.http.AccessLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where log lines go, and how they are written.
///
/// @param folder of `console.log`, as carbon's daemons write it, and those of the days before as
///   `console.log.2026_11_26`; null for standard error
/// @param json an object a line, in place of text
/// @param access also a line for each answer of the web, in `access.log` if there is a folder
record LogOutput(@Nullable Path folder, boolean json, boolean access) {

  private static final int DAYS_KEPT = 30;

  /// From now on log lines go there.
  ///
  /// @throws StartFailure if the folder cannot be made or written
  void use() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      if (folder != null || json) {
        direct(context, Logger.ROOT_LOGGER_NAME, "console.log");
      }
      if (access) {
        var logger = context.getLogger(AccessLog.LOGGER);
        logger.setLevel(Level.INFO);
        if (folder != null) {
          logger.setAdditive(false);
          direct(context, AccessLog.LOGGER, "access.log");
        }
      }
    }
  }

  private void direct(LoggerContext context, String name, String file) {
    var appender = appender(context, file);
    appender.setContext(context);
    appender.setEncoder(encoder(context));
    appender.start();
    var logger = context.getLogger(name);
    logger.detachAndStopAllAppenders();
    logger.addAppender(appender);
  }

  private OutputStreamAppender<ILoggingEvent> appender(LoggerContext context, String file) {
    if (folder == null) {
      var console = new ConsoleAppender<ILoggingEvent>();
      console.setTarget("System.err");
      return console;
    }
    return rolling(context, writable(folder).toAbsolutePath().resolve(file));
  }

  private static Path writable(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new StartFailure("log folder " + folder + ": cannot be made (" + e + ")", e);
    }
    if (!Files.isWritable(folder)) {
      throw new StartFailure("log folder " + folder + ": cannot be written");
    }
    return folder;
  }

  private Encoder<ILoggingEvent> encoder(LoggerContext context) {
    if (json) {
      var encoder = new JsonEncoder();
      encoder.setContext(context);
      encoder.setWithSequenceNumber(false);
      encoder.setWithNanoseconds(false);
      encoder.setWithContext(false);
      encoder.setWithMarkers(false);
      encoder.setWithMDC(false);
      encoder.setWithKVPList(false);
      encoder.setWithMessage(false);
      encoder.setWithArguments(false);
      encoder.setWithFormattedMessage(true);
      encoder.start();
      return encoder;
    }
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(context.getProperty("LINE"));
    encoder.start();
    return encoder;
  }

  private static RollingFileAppender<ILoggingEvent> rolling(LoggerContext context, Path file) {
    var appender = new RollingFileAppender<ILoggingEvent>();
    var rolling = new TimeBasedRollingPolicy<ILoggingEvent>();
    rolling.setContext(context);
    rolling.setParent(appender);
    rolling.setFileNamePattern(file + ".%d{yyyy_MM_dd}");
    rolling.setMaxHistory(DAYS_KEPT);
    appender.setContext(context);
    appender.setFile(file.toString());
    appender.setRollingPolicy(rolling);
    rolling.start();
    return appender;
  }
}
