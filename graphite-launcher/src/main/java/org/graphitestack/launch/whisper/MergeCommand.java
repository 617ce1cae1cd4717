// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.whisper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.storage.whisper.WhisperFile;
import org.graphitestack.storage.whisper.tool.WhisperMerge;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `graphite whisper-merge`: the points of one file over those of another.
@Command(
    name = "whisper-merge",
    description =
        "Copies the points of one whisper file, or of every file of a folder, over those of another"
            + " of the same archives.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class MergeCommand extends WhisperTool {

  @Option(names = "--from", paramLabel = "EPOCH", description = "Begin. Default: all")
  @Nullable Long from;

  @Option(names = "--until", paramLabel = "EPOCH", description = "End. Default: now")
  @Nullable Long until;

  @Mixin ManyFiles many = new ManyFiles();

  @Parameters(
      paramLabel = "FROM TO",
      arity = "0..*",
      description = "Two files, or two folders: files of the same name belong together.")
  List<String> arguments = new ArrayList<>();

  @Override
  int run() throws IOException {
    if (arguments.size() < 2) {
      return helpAndFail();
    }
    var pairs = new FilePairs(Path.of(arguments.get(0)), Path.of(arguments.get(1)));
    return many.run(
        pairs.leading(),
        "whisper-merge",
        out(),
        err(),
        (path, _) -> {
          var other = pairs.counterpart(path);
          check(path);
          check(other);
          try (var source = WhisperFile.openForReading(path);
              var target = WhisperFile.open(other)) {
            WhisperMerge.merge(
                source, target, from == null ? 0 : from, until == null ? now() : until, now());
          }
          return 0;
        });
  }

  private void check(Path file) {
    if (!Files.exists(file)) {
      throw new ToolFailure("File \"" + file + "\" does not exist!");
    }
  }
}
