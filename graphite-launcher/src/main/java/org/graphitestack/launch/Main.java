// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.graphitestack.launch.backup.Backups;
import org.graphitestack.launch.bulk.Imports;
import org.graphitestack.launch.ceres.CeresTools;
import org.graphitestack.launch.convert.Conversions;
import org.graphitestack.launch.upkeep.Upkeep;
import org.graphitestack.launch.whisper.WhisperTools;
import picocli.CommandLine;

/// The one `main`: every command starts here.
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    // UTF-8 whatever the locale: metric names are UTF-8, and a cron job runs under LANG=C.
    System.setOut(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
    System.setErr(
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    ProcessExit.with(run(writer(System.out), writer(System.err), arguments));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /// Runs one command.
  ///
  /// @return 0 ok, 1 failed, 2 wrong usage
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return commandLine(arguments)
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new OneLineErrors())
        .execute(arguments);
  }

  /// The commands that these arguments can mean: a daemon's start does not wait for picocli to
  /// describe the sixty others.
  private static CommandLine commandLine(String... arguments) {
    return Daemons.named(arguments.length == 0 ? "" : arguments[0])
        .map(daemon -> new CommandLine(new GraphiteCommand()).addSubcommand(daemon))
        .orElseGet(Main::commandLine);
  }

  /// Every command, for who describes them or runs them.
  public static CommandLine commandLine() {
    var graphite = new CommandLine(new GraphiteCommand());
    Daemons.addTo(graphite);
    Tools.addTo(graphite);
    WhisperTools.addTo(graphite);
    CeresTools.addTo(graphite);
    Conversions.addTo(graphite, ClusterSetup::open);
    Upkeep.addTo(graphite);
    Backups.addTo(graphite);
    Imports.addTo(graphite);
    return graphite;
  }
}
