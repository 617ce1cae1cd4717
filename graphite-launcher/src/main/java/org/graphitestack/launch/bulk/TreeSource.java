// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.bulk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.whisper.WhisperEngine;
import org.graphitestack.storage.whisper.WhisperFile;
import org.graphitestack.storage.whisper.WhisperOptions;

/// Another whisper tree, read file by file: every point of each time from the finest archive that
/// has it, as plaintext lines. Series that stand under a hash of their name are left out, since it
/// cannot be read back.
final class TreeSource {

  private static final String TAGGED = "_tagged.";

  private final Path root;
  private final InstantSource clock;
  private final LongSupplier nanoTime;

  TreeSource(Path root, InstantSource clock, LongSupplier nanoTime) {
    this.root = root;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /// The series, in order.
  List<MetricPath> series() throws IOException {
    var series = new ArrayList<MetricPath>();
    try (var engine =
        WhisperEngine.open(WhisperOptions.of(root, clock, nanoTime).withMappedFiles(0))) {
      engine.forEachSeries(
          path -> {
            if (!path.text().startsWith(TAGGED)) {
              series.add(path);
            }
          });
    }
    series.sort(null);
    return series;
  }

  /// Appends the points of one series.
  void appendTo(StringBuilder lines, MetricPath path) throws IOException {
    var now = clock.instant().getEpochSecond();
    var points = new TreeMap<Long, Double>();
    try (var file =
        WhisperFile.openForReading(root.resolve(path.text().replace('.', '/') + ".wsp"))) {
      var finer = now + 1;
      var archives = file.header().archives();
      for (var i = 0; i < archives.size(); i++) {
        var oldest = now - archives.get(i).secondsPerPoint() * archives.get(i).points();
        var slots = file.slots(i);
        for (var j = 0; j < slots.size(); j++) {
          var at = slots.timestamp(j);
          if (at > oldest && at < finer) {
            points.put(at, slots.value(j));
          }
        }
        finer = Math.min(finer, points.isEmpty() ? finer : points.firstKey());
      }
    }
    points.forEach(
        (at, value) ->
            lines
                .append(path.text())
                .append(' ')
                .append(value)
                .append(' ')
                .append(at)
                .append('\n'));
  }
}
