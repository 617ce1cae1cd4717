// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.whisper;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.graphitestack.storage.whisper.WhisperFile;
import org.graphitestack.storage.whisper.tool.WhisperDiff;
import org.graphitestack.web.series.PythonNumber;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `graphite whisper-diff`: where two files differ.
@Command(
    name = "whisper-diff",
    description =
        "Compares two whisper files of the same archives, or the files of two folders. Status 0"
            + " whether they differ or not, as Python's.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DiffCommand extends WhisperTool {

  @Option(names = "--summary", description = "Only how many differ.")
  boolean summary;

  @Option(names = "--ignore-empty", description = "Leaves out what only one file knows.")
  boolean ignoreEmpty;

  @Option(names = "--columns", description = "In plain columns.")
  boolean columns;

  @Option(names = "--no-headers", description = "Without the names of columns.")
  boolean noHeaders;

  @Option(
      names = "--until",
      paramLabel = "EPOCH",
      description = "End of the comparison. Default: now")
  @Nullable Long until;

  @Option(names = "--json", description = "As JSON.")
  boolean json;

  @Mixin ManyFiles many = new ManyFiles();

  @Parameters(
      paramLabel = "A B",
      arity = "0..*",
      description = "Two files, or two folders: files of the same name belong together.")
  List<String> arguments = new ArrayList<>();

  @Override
  int run() throws IOException {
    if (arguments.size() != 2) {
      return helpAndFail();
    }
    var pairs = new FilePairs(Path.of(arguments.get(0)), Path.of(arguments.get(1)));
    var files = pairs.leading();
    return many.run(
        files,
        "whisper-diff",
        out(),
        err(),
        (path, out) -> {
          var other = pairs.counterpart(path);
          var end = until == null || until == 0 ? now() : until;
          try (var a = WhisperFile.openForReading(path);
              var b = WhisperFile.openForReading(other)) {
            var diff = WhisperDiff.of(a, b, ignoreEmpty, end, now());
            if (files.several() && !json) {
              out.println(path + " " + other + ":");
            }
            print(diff, path, other, out);
          }
          return 0;
        });
  }

  private void print(WhisperDiff diff, Path one, Path other, PrintWriter out) {
    if (json) {
      out.println(PythonText.json(report(diff, one, other), " : "));
    } else if (summary) {
      printSummary(diff, out);
    } else {
      printAll(diff, out);
    }
  }

  private void printSummary(WhisperDiff diff, PrintWriter out) {
    var form = columns ? "%s %s %s" : "%7s %9s %9s";
    if (!noHeaders) {
      out.println(String.format(Locale.ROOT, form, "archive", "total", "differing"));
    }
    for (var archive : diff.archives()) {
      out.println(
          String.format(
              Locale.ROOT,
              form,
              archive.number(),
              archive.compared(),
              archive.differences().size()));
    }
  }

  private void printAll(WhisperDiff diff, PrintWriter out) {
    var form = columns ? "%s %s %s %s" : "%7s %11s %13s %13s";
    if (!noHeaders) {
      out.println(String.format(Locale.ROOT, form, "archive", "timestamp", "value_a", "value_b"));
    }
    for (var archive : diff.archives()) {
      if (!columns) {
        out.println(
            "Archive "
                + archive.number()
                + " ("
                + archive.differences().size()
                + " of "
                + archive.compared()
                + " datapoints differ)");
        out.println(String.format(Locale.ROOT, form, "", "timestamp", "value_a", "value_b"));
      }
      for (var difference : archive.differences()) {
        out.println(
            String.format(
                Locale.ROOT,
                form,
                columns ? archive.number() : "",
                difference.timestamp(),
                text(difference.one()),
                text(difference.other())));
      }
    }
  }

  private static String text(@Nullable Double value) {
    return value == null ? "None" : PythonNumber.repr(value);
  }

  private Map<String, Object> report(WhisperDiff diff, Path one, Path other) {
    var report = new TreeMap<String, Object>();
    report.put("path_a", one.toString());
    report.put("path_b", other.toString());
    report.put("archives", diff.archives().stream().map(this::report).toList());
    return report;
  }

  private Map<String, Object> report(WhisperDiff.Archive archive) {
    var report = new TreeMap<String, Object>();
    report.put("archive", archive.number());
    report.put("total", archive.compared());
    report.put("points", archive.differences().size());
    if (!summary) {
      report.put("datapoint", archive.differences().stream().map(DiffCommand::report).toList());
    }
    return report;
  }

  private static Map<String, @Nullable Object> report(WhisperDiff.Difference difference) {
    var report = new TreeMap<String, @Nullable Object>();
    report.put("timestamp", difference.timestamp());
    report.put("value_a", difference.one());
    report.put("value_b", difference.other());
    return report;
  }
}
