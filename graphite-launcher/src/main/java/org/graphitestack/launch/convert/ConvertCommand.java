// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.graphitestack.launch.upkeep.MachineClocks;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `graphite convert`: a storage of one kind from a storage of another.
@Command(
    name = "convert",
    description = {
      "Copies every series from one storage to another: its layout, and each archive as it is read."
          + " Then both are read and compared.",
      "The source is only read; a cache may go on writing to it. Series that are there already are"
          + " passed over, so it can be stopped and begun again."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ConvertCommand implements Callable<Integer> {

  private static final int PROGRESS_SECONDS = 3;

  private final ConfiguredClusters clusters;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--from",
      paramLabel = "KIND:PLACE",
      required = true,
      description = "The storage to read: " + Place.EXPECTED + ".")
  String from = "";

  @Option(
      names = "--to",
      paramLabel = "KIND:PLACE",
      required = true,
      description = "The storage to write, another one; made if it is missing.")
  String to = "";

  @Option(names = "--overwrite", description = "Series that are there already are made anew.")
  boolean overwrite;

  @Option(
      names = "--merge",
      description =
          "Series that are there already are completed, also while a cache writes to them: points"
              + " of their own stay. They need the layout of the source.")
  boolean merge;

  @Option(
      names = "--compare",
      description = "Copies nothing, but compares what both storages answer.")
  boolean compare;

  @Option(names = "--no-verify", description = "Does not compare what was copied.")
  boolean noVerify;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description =
          "Remembers which series are done, and passes over them when it is begun again. Needed"
              + " with --merge to go on where it was.")
  @Nullable Path state;

  @Option(
      names = "--points-per-second",
      paramLabel = "N",
      defaultValue = "0",
      description = "At most so many slots are read from the source. Default: as fast as it goes")
  double pointsPerSecond;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "Series at a time. Default: one for each processor")
  int jobs = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--now",
      paramLabel = "EPOCH",
      description = "What counts as now, in epoch seconds. Default: the clock")
  @Nullable Long fixedNow;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A carbon.conf: its section [cassandra] says how clusters are reached.")
  @Nullable Path carbonConf;

  @Option(
      names = "--set",
      paramLabel = "cassandra.KEY=VALUE",
      description = "Overrides one setting of that section. Repeatable.")
  List<String> settings = new ArrayList<>();

  ConvertCommand(ConfiguredClusters clusters) {
    this.clusters = clusters;
  }

  @Override
  public Integer call() throws IOException {
    var source = place("--from", from);
    var target = place("--to", to);
    if (source.equals(target)) {
      throw wrongUsage("--to: " + to + " (expected: another storage than --from)");
    }
    if ((overwrite ? 1 : 0) + (merge ? 1 : 0) + (compare ? 1 : 0) > 1) {
      throw wrongUsage("options: more than one (expected: one of --overwrite, --merge, --compare)");
    }
    source.checkIsThere();
    var clock = clock();
    var nanoTime = MachineClocks.nanos();
    Clusters opener = points -> clusters.open(points, carbonConf, settings);
    try (var reading = source.open(opener, clock, nanoTime);
        var writing = target.open(opener, clock, nanoTime);
        var done = DoneSeries.open(state, source.toString(), target.toString())) {
      var conversion =
          new Conversion(
              reading,
              writing,
              new Conversion.Options(mode(), !noVerify, Math.max(1, jobs)),
              done,
              new Pace(pointsPerSecond, nanoTime, LockSupport::parkNanos),
              clock,
              line -> spec.commandLine().getErr().println("convert: " + line));
      return run(conversion);
    }
  }

  private Integer run(Conversion conversion) throws IOException {
    try (var progress =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().factory())) {
      var reports =
          progress.scheduleAtFixedRate(
              () -> spec.commandLine().getErr().println("convert: " + conversion.figures()),
              PROGRESS_SECONDS,
              PROGRESS_SECONDS,
              TimeUnit.SECONDS);
      conversion.run();
      reports.cancel(false);
    }
    conversion.report().forEach(spec.commandLine().getOut()::println);
    spec.commandLine().getOut().flush();
    return conversion.wholeAndSame() ? 0 : 1;
  }

  private Conversion.Mode mode() {
    if (compare) {
      return Conversion.Mode.COMPARE;
    }
    if (overwrite) {
      return Conversion.Mode.OVERWRITE;
    }
    return merge ? Conversion.Mode.MERGE : Conversion.Mode.NEW;
  }

  private InstantSource clock() {
    return fixedNow == null
        ? MachineClocks.wall()
        : InstantSource.fixed(Instant.ofEpochSecond(fixedNow));
  }

  private Place place(String option, String text) {
    return Place.parse(text)
        .orElseThrow(
            () -> wrongUsage(option + ": " + text + " (expected: " + Place.EXPECTED + ")"));
  }

  private ParameterException wrongUsage(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
