// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/// Flags of carbon's daemons, so that what starts those starts these.
final class CarbonOptions {

  @Option(
      names = "--pidfile",
      paramLabel = "FILE",
      description =
          "Writes the process's number there, and removes it at the end; refuses to start if a"
              + " process of that number runs.")
  @Nullable Path pidFile;

  @Option(names = "--debug", description = "Logs in detail.")
  boolean debug;

  @Option(
      names = "--nodaemon",
      description = "For carbon's sake: the process always stays in the foreground.")
  boolean noDaemon;

  @Option(
      names = "--logdir",
      paramLabel = "DIR",
      description =
          "Writes the log to DIR/console.log instead of standard error, a new file each day; 30 are"
              + " kept.")
  @Nullable Path logFolder;

  @Option(
      names = "--log-json",
      description =
          "Log lines are JSON objects: timestamp in milliseconds, level, threadName,"
              + " loggerName, formattedMessage, throwable.")
  boolean json;

  @Option(
      names = "--access-log",
      description =
          "Also logs each answer of the web: client, user, request, status, time. With --logdir to"
              + " DIR/access.log.")
  boolean access;

  /// Does as told.
  void applyTo(LifeCycle lifeCycle) {
    if (debug && LoggerFactory.getLogger("org.graphitestack") instanceof Logger ours) {
      ours.setLevel(Level.DEBUG);
    }
    new LogOutput(logFolder, json, access).use();
    if (pidFile != null) {
      lifeCycle.closeLater("pid file", PidFile.create(pidFile));
    }
  }
}
