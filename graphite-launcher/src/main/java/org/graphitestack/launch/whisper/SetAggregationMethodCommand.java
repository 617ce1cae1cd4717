// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.whisper;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.storage.whisper.WhisperFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `graphite whisper-set-aggregation-method`: how points roll up from now on.
@Command(
    name = "whisper-set-aggregation-method",
    description =
        "Changes how future points of whisper files roll up, and perhaps how many have to be"
            + " known.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SetAggregationMethodCommand extends WhisperTool {

  @Mixin ManyFiles many = new ManyFiles();

  @Parameters(
      paramLabel = "PATH METHOD [XFF]",
      arity = "0..*",
      description =
          "A file, folder or glob; average, sum, last, max, min, avg_zero, absmax or absmin; and"
              + " perhaps an xFilesFactor.")
  List<String> arguments = new ArrayList<>();

  @Override
  int run() throws IOException {
    if (arguments.size() < 2) {
      return helpAndFail();
    }
    var files = FileSet.of(arguments.getFirst());
    if (!files.several() && !Files.exists(files.files().getFirst())) {
      err().println("[ERROR] File '" + files.files().getFirst() + "' does not exist!");
      err().println();
      return helpAndFail();
    }
    return many.run(
        files,
        "whisper-set-aggregation-method",
        out(),
        err(),
        (path, out) -> {
          checkedHeader(path);
          var method = CreateCommand.method(arguments.get(1));
          try (var file = WhisperFile.open(path)) {
            if (arguments.size() == 3) {
              file.setXFilesFactor(factor(arguments.get(2)));
            }
            var before = file.setAggregationMethod(method);
            out.println(
                "Updated aggregation method: "
                    + path
                    + " ("
                    + before.text()
                    + " -> "
                    + method.text()
                    + ")");
          }
          return 0;
        });
  }

  private static double factor(String text) {
    double factor;
    try {
      factor = UpdateCommand.number(text);
    } catch (ToolFailure _) {
      throw new ToolFailure("Invalid xFilesFactor " + text + ", not a float");
    }
    return SetXFilesFactorCommand.checked(factor);
  }
}
