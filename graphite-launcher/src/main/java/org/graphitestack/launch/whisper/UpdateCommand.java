// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.whisper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.graphitestack.model.PointBatch;
import org.graphitestack.storage.whisper.TimestampNotCoveredException;
import org.graphitestack.storage.whisper.WhisperFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `graphite whisper-update`: points into a file.
@Command(
    name = "whisper-update",
    description =
        "Writes points into a whisper file; N as timestamp means now. Without points they are read"
            + " from standard input, one a line.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class UpdateCommand extends WhisperTool {

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");

  @Parameters(
      paramLabel = "PATH TIMESTAMP:VALUE...",
      arity = "0..*",
      description = "The file, and points.")
  List<String> arguments = new ArrayList<>();

  @Override
  int run() throws IOException {
    if (arguments.isEmpty()) {
      return helpAndFail();
    }
    var path = Path.of(arguments.getFirst());
    var texts = arguments.size() > 1 ? arguments.subList(1, arguments.size()) : fromStandardInput();
    if (texts.isEmpty()) {
      return helpAndFail();
    }
    var timestamps = new long[texts.size()];
    var values = new double[texts.size()];
    for (var i = 0; i < texts.size(); i++) {
      parse(texts.get(i), i, timestamps, values);
    }
    checkedHeader(path);
    try (var file = WhisperFile.open(path)) {
      if (timestamps.length == 1) {
        file.update(values[0], timestamps[0], now());
      } else {
        file.updateMany(PointBatch.wrap(timestamps, values, timestamps.length), now());
      }
    } catch (TimestampNotCoveredException _) {
      throw new ToolFailure("Timestamp not covered by any archives in this database.");
    }
    return 0;
  }

  private static List<String> fromStandardInput() throws IOException {
    try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      return in.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
  }

  private void parse(String text, int at, long[] timestamps, double[] values) {
    var point = text.replace("N:", now() + ":");
    var colon = point.indexOf(':');
    if (colon < 0 || point.indexOf(':', colon + 1) >= 0) {
      throw new ToolFailure("point: '" + text + "' (expected: timestamp:value)");
    }
    try {
      timestamps[at] = Long.parseLong(point.substring(0, colon).strip());
    } catch (NumberFormatException _) {
      throw new ToolFailure(
          "timestamp: '" + point.substring(0, colon) + "' (expected: epoch seconds, or N for now)");
    }
    values[at] = number(point.substring(colon + 1));
  }

  /// A number as Python's `float` takes it.
  static double number(String text) {
    var word = text.strip().toLowerCase(Locale.ROOT);
    if (NUMBER.matcher(word).matches()) {
      return Double.parseDouble(word);
    }
    return switch (word) {
      case "nan", "+nan", "-nan" -> Double.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw new ToolFailure("value: '" + text + "' (expected: a number)");
    };
  }
}
