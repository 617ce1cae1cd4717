// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.ceres;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.graphitestack.web.graph.StrftimeFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What all ceres tools have in common: a clock, writers, and one line for what is wrong.
abstract class CeresTool implements Callable<Integer> {

  static final InstantSource CLOCK = InstantSource.system();

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--now",
      paramLabel = "EPOCH",
      description = "What counts as now, in epoch seconds. Default: the clock")
  @Nullable Long fixedNow;

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /// Epoch seconds.
  final long now() {
    return fixedNow == null ? CLOCK.instant().getEpochSecond() : fixedNow;
  }

  @AllowForbidden("the machine's clock is handed to engines here")
  static LongSupplier nanos() {
    return System::nanoTime;
  }

  final ParameterException wrongUsage(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  /// A time as `time.ctime` writes it.
  static String ctime(long timestamp) {
    return new StrftimeFormat("%a %b %e %H:%M:%S %Y")
        .format(Instant.ofEpochSecond(timestamp).atZone(zone()));
  }

  /// That of TZ or of the machine, as C's `localtime` has it.
  @AllowForbidden("tools show times in the user's zone")
  private static ZoneId zone() {
    return ZoneId.systemDefault();
  }
}
