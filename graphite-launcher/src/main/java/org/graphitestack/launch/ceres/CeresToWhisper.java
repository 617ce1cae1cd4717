// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.ceres;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.Retention;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.StorageNodes;
import org.graphitestack.storage.TimeWindow;
import org.graphitestack.storage.ceres.CeresEngine;
import org.graphitestack.storage.ceres.CeresTree;
import org.graphitestack.storage.whisper.FileAllocation;
import org.graphitestack.storage.whisper.WhisperFile;

/// A whisper file for each node: each archive gets what a reader of its reach would see. A node
/// that keeps everything for ever gets one archive that reaches back to its first value.
final class CeresToWhisper implements Conversion {

  private static final AtomicLong COUNT = new AtomicLong();

  private final CeresEngine source;
  private final CeresTree tree;
  private final Path target;
  private final long now;

  CeresToWhisper(CeresEngine source, Path root, Path target, long now) throws IOException {
    this.source = source;
    this.tree = CeresTree.open(root, CeresTool.CLOCK);
    this.target = target;
    this.now = now;
  }

  @Override
  public void convert(MetricPath path) throws IOException {
    var layout = layout(path);
    var file = target.resolve(String.join("/", StorageNodes.of(path)) + ".wsp");
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    var temporary =
        file.resolveSibling(
            ".creating-convert-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet());
    try {
      WhisperFile.create(temporary, layout, FileAllocation.ZERO_FILLED);
      fill(path, temporary);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private SeriesLayout layout(MetricPath path) throws IOException {
    var node = tree.node(path);
    var layout =
        source.reader().layout(path).orElseThrow(() -> new NoSuchFileException(path.text()));
    if (!node.metadata().archives().isEmpty()) {
      return layout;
    }
    var oldest = now;
    for (var slice : node.slices()) {
      oldest = Math.min(oldest, slice.start());
    }
    var step = node.metadata().timeStep();
    var points = Math.toIntExact((now - oldest) / step + 2);
    return new SeriesLayout(
        RetentionPolicy.of(new Retention(step, points)),
        layout.xFilesFactor(),
        layout.aggregation());
  }

  private void fill(MetricPath path, Path file) throws IOException {
    try (var whisper = WhisperFile.open(file)) {
      for (var archive : whisper.header().archives()) {
        var window = new TimeWindow(now - archive.retention(), now, now);
        var values = source.reader().read(path, window);
        if (values.isPresent()) {
          whisper.writeInto(archive, points(values.get(), archive.secondsPerPoint()));
        }
      }
    }
  }

  /// The known values, each in the interval of the archive in which it begins.
  private static PointBatch points(SeriesValues values, long step) {
    var times = new long[values.values().length];
    var known = new double[times.length];
    var count = 0;
    for (var i = 0; i < times.length; i++) {
      if (!Double.isNaN(values.values()[i])) {
        var time = values.start() + (long) i * values.step();
        times[count] = time - Math.floorMod(time, step);
        known[count++] = values.values()[i];
      }
    }
    return PointBatch.wrap(times, known, count);
  }
}
