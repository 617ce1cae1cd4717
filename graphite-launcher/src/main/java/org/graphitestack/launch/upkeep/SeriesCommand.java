// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.upkeep;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.graphitestack.storage.whisper.Trash;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `graphite series`: the life of series.
@Command(
    name = "series",
    description = {
      "Deletes, renames, merges and expires series of a tree that no cache writes to; the HTTP API"
          + " of a running cache does the same.",
      "Without --yes each only shows what it would do. What is gone is kept in the trash for undo."
    },
    subcommands = {
      SeriesCommand.Delete.class,
      SeriesCommand.Rename.class,
      SeriesCommand.Merge.class,
      SeriesCommand.Expire.class,
      SeriesCommand.Undo.class,
      SeriesCommand.TrashList.class
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class SeriesCommand implements Runnable {

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "no command given (expected: one of delete, rename, merge, expire, undo, trash)");
  }

  /// What the changing commands have in common.
  abstract static class Change implements Callable<Integer> {

    @Spec CommandSpec spec = CommandSpec.create();
    @Mixin TreeOptions options = new TreeOptions();

    @Option(names = "--yes", description = "Does it.")
    boolean yes;

    abstract List<SeriesWork.Step> steps(SeriesWork work) throws IOException;

    @Override
    public final Integer call() throws IOException {
      try (var offline = yes ? options.openAlone() : options.open()) {
        var work = work(offline);
        var steps = steps(work);
        return yes ? make(work, steps) : show(steps);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), e.getMessage(), e);
      }
    }

    private int show(List<SeriesWork.Step> steps) {
      var out = spec.commandLine().getOut();
      steps.forEach(step -> out.println("would " + step.text()));
      out.println(steps.size() + " series; --yes does it");
      return 0;
    }

    private int make(SeriesWork work, List<SeriesWork.Step> steps) throws IOException {
      var outcome = work.make(spec.name(), steps);
      outcome.failures().forEach(failure -> spec.commandLine().getErr().println(failure));
      spec.commandLine()
          .getOut()
          .println(
              outcome.done()
                  + " of "
                  + steps.size()
                  + " series: done"
                  + outcome
                      .batch()
                      .map(id -> "; `graphite series undo " + id + "` takes it back")
                      .orElse(""));
      return outcome.failures().isEmpty() ? 0 : 1;
    }
  }

  private static SeriesWork work(OfflineTree tree) {
    return new SeriesWork(
        ServedTree.of(tree), () -> MachineClocks.wall().instant().getEpochSecond());
  }

  /// `graphite series delete`.
  @Command(
      name = "delete",
      description = "Deletes series.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Delete extends Change {

    @Parameters(paramLabel = "PATTERN", arity = "1..*", description = "Names or globs")
    List<String> patterns = new ArrayList<>();

    @Override
    List<SeriesWork.Step> steps(SeriesWork work) {
      return work.delete(patterns);
    }
  }

  /// `graphite series rename`.
  @Command(
      name = "rename",
      description = "Renames series, such as `servers.*.cpu` to `hosts.*.cpu`.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Rename extends Change {

    @Parameters(index = "0", paramLabel = "FROM", description = "A name; * for a part of a node")
    String from = "";

    @Parameters(index = "1", paramLabel = "TO", description = "A name with as many stars")
    String to = "";

    @Override
    List<SeriesWork.Step> steps(SeriesWork work) {
      return work.rename(from, to);
    }
  }

  /// `graphite series merge`.
  @Command(
      name = "merge",
      description = "Puts the points of series into the holes of others, which stay.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Merge extends Change {

    @Parameters(index = "0", paramLabel = "FROM", description = "A name; * for a part of a node")
    String from = "";

    @Parameters(index = "1", paramLabel = "INTO", description = "A name with as many stars")
    String into = "";

    @Override
    List<SeriesWork.Step> steps(SeriesWork work) {
      return work.merge(from, into);
    }
  }

  /// `graphite series expire`.
  @Command(
      name = "expire",
      description = "Deletes series that were not written for N times their retention.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Expire extends Change {

    @Option(names = "--times", paramLabel = "N", defaultValue = "1", description = "Default: 1")
    double times = 1;

    @Parameters(
        paramLabel = "PATTERN",
        arity = "0..*",
        description = "Names or globs. Default: all")
    List<String> patterns = new ArrayList<>();

    @Override
    List<SeriesWork.Step> steps(SeriesWork work) throws IOException {
      return patterns.isEmpty() ? work.expireAll(times) : work.expire(patterns, times);
    }
  }

  /// `graphite series undo`.
  @Command(
      name = "undo",
      description = "Takes a change back; points written since stay.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Undo implements Callable<Integer> {

    @Spec CommandSpec spec = CommandSpec.create();
    @Mixin TreeOptions options = new TreeOptions();

    @Parameters(paramLabel = "BATCH", arity = "0..1", description = "Default: the latest change")
    String id = "";

    @Override
    public Integer call() throws IOException {
      return undo(options, id, _ -> true, spec.commandLine().getOut());
    }
  }

  static int undo(TreeOptions options, String id, Predicate<Trash.Batch> kind, PrintWriter out)
      throws IOException {
    try (var offline = options.openAlone()) {
      var trash = offline.engine().trash();
      var batch =
          id.isEmpty()
              ? trash.batches().reversed().stream()
                  .filter(kind)
                  .findFirst()
                  .orElseThrow(() -> new IOException("the trash holds nothing to undo"))
              : trash.batch(id);
      out.println(batch.id() + ": " + work(offline).undo(batch.id()) + " changes undone");
    }
    return 0;
  }

  /// `graphite series trash`.
  @Command(
      name = "trash",
      description = "Lists what can be undone.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class TrashList implements Callable<Integer> {

    @Spec CommandSpec spec = CommandSpec.create();
    @Mixin TreeOptions options = new TreeOptions();

    @Option(
        names = "--purge-days",
        paramLabel = "N",
        description = "Deletes what is older than so many days.")
    long purgeDays = -1;

    @Override
    public Integer call() throws IOException {
      var out = spec.commandLine().getOut();
      var trash = Trash.of(options.root(), MachineClocks.wall());
      if (purgeDays >= 0) {
        out.println(trash.purge(Duration.ofDays(purgeDays)) + " changes deleted for good");
      }
      for (var batch : trash.batches()) {
        out.println(batch.id() + "  " + batch.changes().size() + " changes");
      }
      return 0;
    }
  }
}
