// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.upkeep;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.whisper.FileCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `graphite scrub`: looks every file over.
@Command(
    name = "scrub",
    description = {
      "Looks every file of a tree over: header, archives, sizes, bases. Without --repair it only"
          + " reports, and may run beside a cache.",
      "Exit status 1 if damage is left."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ScrubCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin TreeOptions options = new TreeOptions();

  @Option(
      names = "--repair",
      description =
          "Mends what can be mended; what cannot goes into the trash. Not beside a cache, which"
              + " does it with SCRUB_FILES_PER_SECOND.")
  boolean repair;

  @Option(
      names = "--files-per-second",
      paramLabel = "N",
      defaultValue = "0",
      description = "At most so many. Default: as fast as it goes")
  double filesPerSecond;

  @Parameters(paramLabel = "PATTERN", arity = "0..*", description = "Only these series.")
  List<String> patterns = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    try (var offline = repair ? options.openAlone() : options.open();
        var interrupt = new Interrupt()) {
      var tree = ServedTree.of(offline);
      var series =
          patterns.isEmpty()
              ? RetentionPass.all(tree)
              : patterns.stream().flatMap(pattern -> tree.matching(pattern).stream()).toList();
      var out = spec.commandLine().getOut();
      if (!repair) {
        return report(tree, series, interrupt);
      }
      var outcome =
          new ScrubPass(tree, filesPerSecond, MachineClocks.nanos(), interrupt::asked)
              .run(series, out::println);
      out.println(
          outcome.looked()
              + " files, "
              + outcome.mended()
              + " mended, "
              + outcome.setAside()
              + " set aside, "
              + outcome.failed()
              + " failed"
              + outcome
                  .batch()
                  .map(id -> "; `graphite series undo " + id + "` takes it back")
                  .orElse(""));
      return outcome.failed() == 0 ? 0 : 1;
    }
  }

  private int report(ServedTree tree, List<MetricPath> series, Interrupt interrupt)
      throws IOException {
    var out = spec.commandLine().getOut();
    var damaged = 0;
    for (var path : series) {
      if (interrupt.asked()) {
        return 1;
      }
      try {
        var damages = FileCheck.look(tree.engine().changes().file(path));
        damages.forEach(
            damage ->
                out.println(
                    path + ": " + damage + (damage.repairable() ? "" : ", cannot be mended")));
        damaged += damages.isEmpty() ? 0 : 1;
      } catch (NoSuchFileException _) {
        // Removed meanwhile.
      }
    }
    out.println(series.size() + " files, " + damaged + " damaged");
    return damaged == 0 ? 0 : 1;
  }
}
