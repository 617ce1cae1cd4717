// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.whisper;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.whisper.FileAllocation;
import org.graphitestack.storage.whisper.LayoutConversion;
import org.graphitestack.storage.whisper.SameOwner;
import org.graphitestack.storage.whisper.WhisperFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `graphite whisper-resize`: another layout for files.
@Command(
    name = "whisper-resize",
    description = {
      "Brings whisper files into another layout: step and retention of each archive, such as",
      "60:1440   60 seconds a point, 1440 points, a day",
      "1h:7d     an hour a point, for 7 days",
      "The old file stays as FILE.bak."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ResizeCommand extends WhisperTool {

  @Option(names = "--xFilesFactor", description = "Default: the file's own")
  @Nullable Double xFilesFactor;

  @Option(
      names = "--aggregationMethod",
      description =
          "average, sum, last, max, min, avg_zero, absmax or absmin. Default: the file's own")
  @Nullable String aggregationMethod;

  @Option(names = "--force", description = "For Python's sake: changes nothing.")
  boolean force;

  @Option(
      names = "--newfile",
      paramLabel = "FILE",
      description = "Writes there and leaves the old file as it is.")
  @Nullable Path newFile;

  @Option(names = "--nobackup", description = "Keeps no FILE.bak.")
  boolean noBackup;

  @Option(
      names = "--aggregate",
      description = "Aggregates the old values anew to the steps of the new archives.")
  boolean aggregate;

  @Option(names = "--sparse", description = "The new file takes space as points arrive.")
  boolean sparse;

  @Option(names = "--fallocate", description = "The file system reserves the new file's space.")
  boolean fallocate;

  @Option(
      names = {"--quiet", "--silent"},
      description = "Says nothing unless it fails.")
  boolean quiet;

  @Mixin ManyFiles many = new ManyFiles();

  @Parameters(
      paramLabel = "PATH RETENTION...",
      arity = "0..*",
      description = "A file, folder or glob; and the new archives.")
  List<String> arguments = new ArrayList<>();

  @Override
  int run() throws IOException {
    if (arguments.size() < 2) {
      return helpAndFail();
    }
    var files = FileSet.of(arguments.getFirst());
    if (newFile != null && files.several()) {
      throw new ToolFailure("--newfile with several files (expected: one file)");
    }
    if (!files.several() && !Files.exists(files.files().getFirst())) {
      err().println("[ERROR] File '" + files.files().getFirst() + "' does not exist!");
      err().println();
      return helpAndFail();
    }
    var policy = CreateCommand.policy(arguments.subList(1, arguments.size()));
    return many.run(
        files,
        "whisper-resize",
        out(),
        err(),
        (file, out) -> {
          checkedHeader(file);
          try (var old = WhisperFile.openForReading(file)) {
            var layout =
                new SeriesLayout(
                    policy,
                    xFilesFactor == null ? old.header().xFilesFactor() : xFilesFactor,
                    aggregationMethod == null
                        ? old.header().aggregation()
                        : CreateCommand.method(aggregationMethod));
            resize(file, old, layout, out);
          }
          return 0;
        });
  }

  private void resize(Path path, WhisperFile old, SeriesLayout layout, PrintWriter out)
      throws IOException {
    var target = newFile == null ? Path.of(path + ".tmp") : newFile;
    say(out, "Retrieving all data from the archives");
    var kept = LayoutConversion.kept(old, now());
    if (newFile == null && Files.deleteIfExists(target)) {
      say(out, "Removing previous temporary database file: " + target);
    }
    say(out, "Creating new whisper database: " + target);
    WhisperFile.create(
        target,
        layout,
        fallocate
            ? FileAllocation.RESERVED
            : sparse ? FileAllocation.SPARSE : FileAllocation.ZERO_FILLED);
    say(out, "Created: " + target + " (" + Files.size(target) + " bytes)");
    try (var converted = WhisperFile.open(target)) {
      if (aggregate) {
        say(out, "Migrating data with aggregation...");
        LayoutConversion.writeAggregated(
            kept, converted, layout.aggregation(), layout.xFilesFactor(), now());
      } else {
        say(out, "Migrating data without aggregation...");
        LayoutConversion.write(kept, converted, now());
      }
    }
    if (newFile == null) {
      replace(path, target, out);
    }
  }

  /// There is a file of that name at every moment.
  private void replace(Path path, Path target, PrintWriter out) throws IOException {
    SameOwner.give(path, target);
    var backup = Path.of(path + ".bak");
    say(out, "Renaming old database to: " + backup);
    Files.deleteIfExists(backup);
    Files.createLink(backup, path);
    say(out, "Renaming new database to: " + path);
    Files.move(target, path, StandardCopyOption.ATOMIC_MOVE);
    if (noBackup) {
      say(out, "Unlinking backup: " + backup);
      Files.delete(backup);
    }
  }

  private void say(PrintWriter out, String line) {
    if (!quiet) {
      out.println(line);
    }
  }
}
