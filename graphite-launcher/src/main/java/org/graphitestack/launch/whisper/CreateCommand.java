// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.whisper;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.Retention;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.whisper.FileAllocation;
import org.graphitestack.storage.whisper.WhisperFile;
import org.graphitestack.web.series.PythonNumber;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `graphite whisper-create`: a new file.
@Command(
    name = "whisper-create",
    description = {
      "Creates a whisper file: step and retention of each archive, such as",
      "60:1440   60 seconds a point, 1440 points, a day",
      "15m:8     15 minutes a point, 8 points, two hours",
      "1h:7d     an hour a point, for 7 days"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CreateCommand extends WhisperTool {

  private static final double BLOCK = 4096;
  private static final int[] THOUSANDS = {1, 5, 10, 50, 100, 500};

  @Option(names = "--xFilesFactor", defaultValue = "0.5", description = "Default: 0.5")
  double xFilesFactor = 0.5;

  @Option(
      names = "--aggregationMethod",
      defaultValue = "average",
      description = "average, sum, last, max, min, avg_zero, absmax or absmin. Default: average")
  String aggregationMethod = "average";

  @Option(names = "--overwrite", description = "Replaces a file that is there.")
  boolean overwrite;

  @Option(names = "--estimate", description = "Creates nothing: tells the size.")
  boolean estimate;

  @Option(names = "--sparse", description = "Takes space as points arrive.")
  boolean sparse;

  @Option(names = "--fallocate", description = "Lets the file system reserve the space.")
  boolean fallocate;

  @Parameters(
      paramLabel = "PATH RETENTION...",
      arity = "0..*",
      description = "The file, and its archives; with --estimate only these.")
  List<String> arguments = new ArrayList<>();

  @Override
  int run() throws IOException {
    if (estimate) {
      return estimate();
    }
    if (arguments.size() < 2) {
      return helpAndFail();
    }
    var path = Path.of(arguments.getFirst());
    var layout =
        new SeriesLayout(
            policy(arguments.subList(1, arguments.size())),
            xFilesFactor,
            method(aggregationMethod));
    if (overwrite && Files.exists(path)) {
      out().println("Overwriting existing file: " + path);
      Files.delete(path);
    }
    try {
      WhisperFile.create(
          path,
          layout,
          fallocate
              ? FileAllocation.RESERVED
              : sparse ? FileAllocation.SPARSE : FileAllocation.ZERO_FILLED);
    } catch (FileAlreadyExistsException _) {
      throw new ToolFailure("File " + path + " already exists!");
    }
    out().println("Created: " + path + " (" + Files.size(path) + " bytes)");
    return 0;
  }

  /// The archives, finest first.
  static RetentionPolicy policy(List<String> texts) {
    return RetentionPolicy.of(texts.stream().map(Retention::parse).toArray(Retention[]::new));
  }

  static AggregationMethod method(String text) {
    for (var method : AggregationMethod.values()) {
      if (method.text().equals(text)) {
        return method;
      }
    }
    throw new ToolFailure("Unrecognized aggregation method: " + text);
  }

  private int estimate() {
    if (arguments.isEmpty()) {
      return helpAndFail();
    }
    var texts =
        arguments.size() == 1 && arguments.getFirst().indexOf(',') > 0
            ? Arrays.asList(arguments.getFirst().split(",", -1))
            : arguments;
    var points = 0L;
    for (var i = 0; i < texts.size(); i++) {
      var archive = Retention.parse(texts.get(i));
      out()
          .println(
              "Archive "
                  + i
                  + ": "
                  + archive.points()
                  + " points of "
                  + archive.secondsPerPoint()
                  + "s precision");
      points += archive.points();
    }
    var size = 16 + texts.size() * 12L + points * 12;
    var onDisk = (long) (Math.ceil(size / BLOCK) * BLOCK);
    out().println();
    out()
        .println(
            "Estimated Whisper DB Size: "
                + bytes((double) size)
                + " ("
                + onDisk
                + " bytes on disk with 4k blocks)");
    out().println();
    for (var thousand : THOUSANDS) {
      out()
          .println(
              "Estimated storage requirement for "
                  + thousand
                  + "k metrics: "
                  + bytes(thousand * 1000.0 * onDisk));
    }
    return 0;
  }

  private static String bytes(double size) {
    var left = size;
    for (var unit : List.of("bytes", "KB", "MB")) {
      if (left < 1024) {
        return PythonNumber.fixed(left, 3) + unit;
      }
      left /= 1024;
    }
    return PythonNumber.fixed(left, 3) + "GB";
  }
}
