// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.whisper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.storage.whisper.WhisperFile;
import org.graphitestack.storage.whisper.tool.WhisperFill;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `graphite whisper-fill`: holes of one file filled from another.
@Command(
    name = "whisper-fill",
    description =
        "Fills the holes of a whisper file, or of every file of a folder, with points of another;"
            + " overwrites nothing.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class FillCommand extends WhisperTool {

  @Option(names = "--lock", description = "Takes the flock of the file that is filled.")
  boolean lock;

  @Mixin ManyFiles many = new ManyFiles();

  @Parameters(
      paramLabel = "SRC DST",
      arity = "0..*",
      description = "Two files, or two folders: files of the same name belong together.")
  List<String> arguments = new ArrayList<>();

  @Override
  int run() throws IOException {
    if (arguments.size() != 2) {
      return helpAndFail();
    }
    var pairs = new FilePairs(Path.of(arguments.get(0)), Path.of(arguments.get(1)));
    return many.run(
        pairs.leading(),
        "whisper-fill",
        out(),
        err(),
        (path, _) -> {
          try (var source = WhisperFile.openForReading(path);
              var target =
                  lock
                      ? WhisperFile.openLocked(pairs.counterpart(path))
                      : WhisperFile.open(pairs.counterpart(path))) {
            WhisperFill.fill(source, target, now());
          }
          return 0;
        });
  }
}
