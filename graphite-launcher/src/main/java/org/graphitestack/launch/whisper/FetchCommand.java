// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.whisper;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.storage.whisper.KnownPoints;
import org.graphitestack.storage.whisper.WhisperFile;
import org.graphitestack.web.series.PythonNumber;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `graphite whisper-fetch`: the values of a stretch of time.
@Command(
    name = "whisper-fetch",
    description = "Shows the values of a whisper file.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class FetchCommand extends WhisperTool {

  private static final long DAY = 86_400;

  /// What is left out.
  enum Drop {
    NULLS,
    ZEROES,
    EMPTY;

    boolean keeps(@Nullable Double value) {
      return switch (this) {
        case NULLS -> value != null;
        case ZEROES -> value == null || value != 0;
        case EMPTY -> value != null && value != 0;
      };
    }
  }

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

  @Option(names = "--json", description = "As JSON.")
  boolean json;

  @Mixin TimeText times = new TimeText();

  @Option(
      names = "--drop",
      paramLabel = "nulls|zeroes|empty",
      description = "Leaves out values that are unknown, zero, or either.")
  @Nullable Drop drop;

  @Mixin ManyFiles many = new ManyFiles();

  @Parameters(paramLabel = "PATH", arity = "0..*", description = "A file, folder or glob.")
  List<String> arguments = new ArrayList<>();

  @Override
  int run() throws IOException {
    if (arguments.size() != 1) {
      return helpAndFail();
    }
    var files = FileSet.of(arguments.getFirst());
    return many.run(files, "whisper-fetch", out(), err(), (file, out) -> one(file, files, out));
  }

  private int one(Path path, FileSet files, PrintWriter out) throws IOException {
    var begin = from == null ? now() - DAY : from;
    var end = until == null ? now() : until;
    var stretch = fetched(path, begin, end, now());
    if (files.several()) {
      out.println(path + ":");
    }
    var values = values(stretch);
    var dropped = drop;
    if (dropped != null) {
      values.removeIf(value -> !dropped.keeps(value));
    }
    if (json) {
      printJson(stretch, values, out);
      return 0;
    }
    var time = stretch.start();
    for (var value : values) {
      out.println(times.of(time) + "\t" + (value == null ? "None" : PythonNumber.fixed(value, 6)));
      time += stretch.step();
    }
    return 0;
  }

  /// The known points of a time, or the failure that Python's tool has for it.
  static KnownPoints fetched(Path path, long from, long until, long now) throws IOException {
    checkedHeader(path);
    if (from > until) {
      throw new ToolFailure(
          "Invalid time interval: from time '" + from + "' is after until time '" + until + "'");
    }
    try (var file = WhisperFile.openForReading(path)) {
      return file.fetchKnown(from, until, now)
          .orElseThrow(() -> new ToolFailure("No data in selected timerange", true));
    }
  }

  /// One for each interval, null where nothing is known.
  static List<@Nullable Double> values(KnownPoints stretch) {
    var values = new ArrayList<@Nullable Double>(stretch.intervals());
    var points = stretch.points();
    var next = 0;
    for (var time = stretch.start(); time < stretch.end(); time += stretch.step()) {
      values.add(
          next < points.size() && points.timestamp(next) == time ? points.value(next++) : null);
    }
    return values;
  }

  private static void printJson(
      KnownPoints stretch, List<@Nullable Double> values, PrintWriter out) {
    var list = PythonText.repr(values).replace("None", "null");
    out.println("{");
    out.println("    \"start\" : " + stretch.start() + ",");
    out.println("    \"end\" : " + stretch.end() + ",");
    out.println("    \"step\" : " + stretch.step() + ",");
    out.println("    \"values\" : " + list);
    out.println("  }");
  }
}
