// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.whisper;

import java.io.IOException;
import java.nio.file.Files;
import org.graphitestack.storage.whisper.WhisperFile;
import org.graphitestack.web.series.PythonNumber;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `graphite whisper-set-xfilesfactor`: how many points a roll-up needs from now on.
@Command(
    name = "whisper-set-xfilesfactor",
    description = "Changes the share of known points that future roll-ups of whisper files need.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SetXFilesFactorCommand extends WhisperTool {

  @Mixin ManyFiles many = new ManyFiles();

  @Parameters(index = "0", paramLabel = "PATH", description = "A file, folder or glob.")
  String argument = "";

  @Parameters(index = "1", paramLabel = "XFF", description = "A number from 0 to 1.")
  double factor;

  @Override
  int run() throws IOException {
    var files = FileSet.of(argument);
    if (!files.several() && !Files.exists(files.files().getFirst())) {
      err().println("[ERROR] File '" + argument + "' does not exist!");
      err().println();
      return helpAndFail();
    }
    return many.run(
        files,
        "whisper-set-xfilesfactor",
        out(),
        err(),
        (path, out) -> {
          checkedHeader(path);
          try (var file = WhisperFile.open(path)) {
            var before = file.setXFilesFactor(checked(factor));
            out.println(
                "Updated xFilesFactor: "
                    + path
                    + " ("
                    + PythonNumber.repr((double) before)
                    + " -> "
                    + PythonNumber.repr(factor)
                    + ")");
          }
          return 0;
        });
  }

  static double checked(double factor) {
    if (!(factor >= 0 && factor <= 1)) {
      throw new ToolFailure(
          "Invalid xFilesFactor " + PythonNumber.repr(factor) + ", not between 0 and 1");
    }
    return factor;
  }
}
