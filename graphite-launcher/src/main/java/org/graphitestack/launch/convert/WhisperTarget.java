// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.convert;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.StorageNodes;
import org.graphitestack.storage.whisper.FileAllocation;
import org.graphitestack.storage.whisper.WhisperFile;

/// A whisper file for each series, which appears whole: each archive gets what a reader of its
/// reach would see.
final class WhisperTarget implements SeriesTarget {

  private static final AtomicLong COUNT = new AtomicLong();

  private final Path root;

  WhisperTarget(Path root) {
    this.root = root;
  }

  @Override
  public void create(MetricPath path, StagedSeries series) throws IOException {
    var file = root.resolve(String.join("/", StorageNodes.of(path)) + ".wsp");
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    var temporary =
        file.resolveSibling(
            ".creating-convert-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet());
    try {
      WhisperFile.create(temporary, series.layout(), FileAllocation.ZERO_FILLED);
      try (var whisper = WhisperFile.open(temporary)) {
        var archives = whisper.header().archives();
        for (var stage = 0; stage < archives.size(); stage++) {
          whisper.writeInto(archives.get(stage), series.points(stage));
        }
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
