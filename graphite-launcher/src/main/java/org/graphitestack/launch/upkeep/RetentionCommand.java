// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.upkeep;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.graphitestack.model.MetricPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `graphite retention`: files follow the schemas.
@Command(
    name = "retention",
    description =
        "Brings existing files into the layout that storage-schemas.conf and"
            + " storage-aggregation.conf say now.",
    subcommands = {
      RetentionCommand.Plan.class,
      RetentionCommand.Apply.class,
      RetentionCommand.Undo.class
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class RetentionCommand implements Runnable {

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "no command given (expected: one of plan, apply, undo)");
  }

  private static List<MetricPath> chosen(ServedTree tree, List<String> patterns) {
    if (patterns.isEmpty()) {
      return RetentionPass.all(tree);
    }
    var chosen = new ArrayList<MetricPath>();
    patterns.forEach(pattern -> chosen.addAll(tree.matching(pattern)));
    return chosen;
  }

  /// `graphite retention plan`: what `apply` would do.
  @Command(
      name = "plan",
      description = "Shows which series deviate, what they would gain and lose. Changes nothing.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Plan implements Callable<Integer> {

    @Spec CommandSpec spec = CommandSpec.create();
    @Mixin TreeOptions options = new TreeOptions();

    @Option(names = "--summary", description = "Only a line for each kind of change.")
    boolean summary;

    @Parameters(paramLabel = "PATTERN", arity = "0..*", description = "Only these series.")
    List<String> patterns = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
      var out = spec.commandLine().getOut();
      var schemas = options.schemas();
      try (var offline = options.open()) {
        var tree = ServedTree.of(offline);
        var kinds = new TreeMap<String, Long>();
        var series = 0L;
        var bytes = 0L;
        var losing = 0L;
        for (var path : chosen(tree, patterns)) {
          var found = RetentionPass.deviation(tree.engine(), schemas, path);
          if (found.isEmpty()) {
            continue;
          }
          var deviation = found.get();
          series++;
          bytes += deviation.bytes();
          losing += deviation.historyLost() > 0 || deviation.detailLost() ? 1 : 0;
          kinds.merge(deviation.found() + " -> " + deviation.wanted(), 1L, Long::sum);
          if (!summary) {
            out.println(
                path
                    + ": "
                    + deviation.found()
                    + " -> "
                    + deviation.wanted()
                    + String.format(Locale.ROOT, ", %+d bytes", deviation.bytes())
                    + (deviation.historyLost() > 0
                        ? ", loses history older than "
                            + words(deviation.historyLost())
                            + " before the old end"
                        : "")
                    + (deviation.detailLost() ? ", loses detail" : ""));
          }
        }
        kinds.forEach((kind, count) -> out.println(count + " series: " + kind));
        out.println(
            series
                + " series deviate, "
                + String.format(Locale.ROOT, "%+d", bytes)
                + " bytes, "
                + losing
                + " lose history or detail");
      }
      out.flush();
      return 0;
    }

    private static String words(long seconds) {
      var lost = Duration.ofSeconds(seconds);
      return lost.toDays() > 0 ? lost.toDays() + " d" : lost.toMinutes() + " min";
    }
  }

  /// `graphite retention apply`: does it.
  @Command(
      name = "apply",
      description = {
        "Converts every series that deviates, with the result of whisper-resize. Stopped at any"
            + " time, it goes on when started again.",
        "Not beside a running cache, which does the same with RETENTION_RECONCILE = True."
      },
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Apply implements Callable<Integer> {

    @Spec CommandSpec spec = CommandSpec.create();
    @Mixin TreeOptions options = new TreeOptions();

    @Option(
        names = "--files-per-second",
        paramLabel = "N",
        defaultValue = "0",
        description = "At most so many. Default: as fast as it goes")
    double filesPerSecond;

    @Option(names = "--no-undo", description = "Keeps no old files: saves space.")
    boolean noUndo;

    @Option(
        names = "--keep-days",
        paramLabel = "N",
        defaultValue = "7",
        description = "First deletes what older changes keep for undo. Default: 7 days")
    long keepDays = 7;

    @Parameters(paramLabel = "PATTERN", arity = "0..*", description = "Only these series.")
    List<String> patterns = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
      var out = spec.commandLine().getOut();
      var schemas = options.schemas();
      try (var offline = options.openAlone()) {
        var tree = ServedTree.of(offline);
        tree.engine().trash().purge(Duration.ofDays(keepDays));
        var series = chosen(tree, patterns);
        var interrupt = new Interrupt();
        var progress = new ProgressLines(spec.commandLine().getErr(), MachineClocks.nanos());
        try (interrupt) {
          var outcome =
              new RetentionPass(
                      tree.engine(),
                      () -> schemas,
                      filesPerSecond,
                      !noUndo,
                      () -> MachineClocks.wall().instant().getEpochSecond(),
                      MachineClocks.nanos(),
                      interrupt::asked)
                  .run(
                      series,
                      (looked, converted) ->
                          progress.say(
                              () ->
                                  looked
                                      + " of "
                                      + series.size()
                                      + " series, "
                                      + converted
                                      + " converted"));
          out.println(
              outcome.converted()
                  + " of "
                  + outcome.looked()
                  + " series converted, "
                  + String.format(Locale.ROOT, "%+d", outcome.bytes())
                  + " bytes, "
                  + outcome.failed()
                  + " failed"
                  + outcome
                      .batch()
                      .map(id -> "; `graphite retention undo " + id + "` takes it back")
                      .orElse(""));
          out.flush();
          return outcome.failed() == 0 && outcome.looked() == series.size() ? 0 : 1;
        }
      }
    }
  }

  /// `graphite retention undo`: takes a conversion back.
  @Command(
      name = "undo",
      description = "Puts the old files back; points written since stay.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Undo implements Callable<Integer> {

    @Spec CommandSpec spec = CommandSpec.create();
    @Mixin TreeOptions options = new TreeOptions();

    @Parameters(
        paramLabel = "BATCH",
        arity = "0..1",
        description = "Default: the latest conversion")
    String id = "";

    @Override
    public Integer call() throws IOException {
      return SeriesCommand.undo(
          options, id, batch -> batch.kind().equals("retention"), spec.commandLine().getOut());
    }
  }
}
