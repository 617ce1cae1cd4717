// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.whisper;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.storage.whisper.KnownPoints;
import org.graphitestack.storage.whisper.TimestampNotCoveredException;
import org.graphitestack.storage.whisper.WhisperFile;
import org.graphitestack.web.series.PythonNumber;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `graphite whisper-auto-update`: every value of a stretch of time multiplied.
@Command(
    name = "whisper-auto-update",
    description =
        "Multiplies the values of whisper files in a stretch of time and writes them back.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class AutoUpdateCommand extends WhisperTool {

  private static final long DAY = 86_400;

  @Option(
      names = "--from",
      paramLabel = "EPOCH",
      description = "Begin of the interval. Default: 24 hours ago")
  @Nullable Long from;

  @Option(
      names = "--until",
      paramLabel = "EPOCH",
      description = "End of the interval. Default: now")
  @Nullable Long until;

  @Option(names = "--pretty", description = "Times for people instead of epoch seconds.")
  boolean pretty;

  @Option(
      names = "--multiply",
      paramLabel = "FACTOR",
      defaultValue = "1073741824",
      description =
          "What values are multiplied by. Default: 1073741824, gigabytes to bytes, as Python's")
  double factor = 1 << 30;

  @Mixin ManyFiles many = new ManyFiles();

  @Parameters(paramLabel = "PATH", arity = "0..*", description = "A file, folder or glob.")
  List<String> arguments = new ArrayList<>();

  @Override
  int run() throws IOException {
    if (arguments.isEmpty()) {
      return helpAndFail();
    }
    var files = FileSet.of(arguments.getFirst());
    return many.run(
        files, "whisper-auto-update", out(), err(), (file, out) -> one(file, files, out));
  }

  private int one(Path path, FileSet files, PrintWriter out) throws IOException {
    var stretch =
        FetchCommand.fetched(
            path, from == null ? now() - DAY : from, until == null ? now() : until, now());
    if (files.several()) {
      out.println(path + ":");
    }
    try (var file = WhisperFile.open(path)) {
      rewrite(file, stretch, out);
    } catch (TimestampNotCoveredException _) {
      throw new ToolFailure("Timestamp not covered by any archives in this database.");
    }
    return 0;
  }

  private void rewrite(WhisperFile file, KnownPoints stretch, PrintWriter out) throws IOException {
    var time = stretch.start();
    for (var value : FetchCommand.values(stretch)) {
      var text = pretty ? TimeText.ctime(time) : Long.toString(time);
      if (value == null) {
        out.println(text + "\tNone -> None");
      } else {
        var changed = value * factor;
        out.println(text + "\t" + PythonNumber.repr(value) + " -> " + PythonNumber.repr(changed));
        file.update(changed, time, now());
      }
      time += stretch.step();
    }
  }
}
