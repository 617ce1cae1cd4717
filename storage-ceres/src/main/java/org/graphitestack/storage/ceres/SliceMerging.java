// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes fewer slices of many. The newer of two neighbours of one step is written behind the older
/// one's values, and then removed; both may be there for a while and say the same.
final class SliceMerging {

  /// Values copied at a time.
  private static final int CHUNK = 1 << 17;

  /// A slice of nothing may have just been made by someone who is about to write to it.
  private static final Duration UNSETTLED = Duration.ofMinutes(1);

  /// Two neighbours.
  ///
  /// @param gap values missing between them; negative if they overlap
  private record Pair(SliceName older, SliceName newer, long gap) {}

  private final CeresNode node;
  private final MaintenanceOptions options;
  private final long now;
  private long merged;

  SliceMerging(CeresNode node, MaintenanceOptions options, long now) {
    this.node = node;
    this.options = options;
    this.now = now;
  }

  long merged() {
    return merged;
  }

  void run() throws IOException {
    var bySteps = new TreeMap<Integer, List<SliceName>>();
    var count = 0;
    for (var slice : node.slices().reversed()) {
      if (isEmpty(slice)) {
        removeEmpty(slice);
      } else {
        bySteps.computeIfAbsent(slice.step(), _ -> new ArrayList<>()).add(slice);
        count++;
      }
    }
    for (var slices : bySteps.values()) {
      while (slices.size() > 1) {
        var pair = closest(slices, options.mergeGap());
        if (pair == null) {
          break;
        }
        merge(pair, slices);
        count--;
      }
    }
    while (count > options.maxSlices()) {
      var pair = closestOfAll(bySteps);
      if (pair == null) {
        return;
      }
      var slices = bySteps.get(pair.older.step());
      if (slices == null) {
        return;
      }
      merge(pair, slices);
      count--;
    }
  }

  private @Nullable Pair closestOfAll(Map<Integer, List<SliceName>> bySteps) throws IOException {
    Pair best = null;
    for (var slices : bySteps.values()) {
      var pair = closest(slices, MaintenanceOptions.MAX_PADDING);
      if (pair != null && (best == null || pair.gap < best.gap)) {
        best = pair;
      }
    }
    return best;
  }

  /// The neighbours with the least between them; null if all have more.
  private @Nullable Pair closest(List<SliceName> slices, int mostGap) throws IOException {
    Pair best = null;
    for (var i = 0; i + 1 < slices.size(); i++) {
      var older = slices.get(i);
      var newer = slices.get(i + 1);
      if (Math.floorMod(newer.start() - older.start(), (long) older.step()) == 0) {
        var gap = older.indexOf(newer.start()) - values(older);
        if (gap <= mostGap && (best == null || gap < best.gap)) {
          best = new Pair(older, newer, gap);
        }
      }
    }
    return best;
  }

  private long values(SliceName slice) throws IOException {
    try {
      return SliceLayout.values(Files.size(node.folder().resolve(slice.fileName())));
    } catch (NoSuchFileException _) {
      return 0;
    }
  }

  private boolean isEmpty(SliceName slice) throws IOException {
    return values(slice) == 0;
  }

  private void removeEmpty(SliceName slice) throws IOException {
    var file = node.folder().resolve(slice.fileName());
    try {
      var modified = Files.getLastModifiedTime(file).toInstant().getEpochSecond();
      if (modified < now - UNSETTLED.toSeconds()) {
        Files.deleteIfExists(file);
        merged++;
      }
    } catch (NoSuchFileException _) {
      // Removed by others.
    }
  }

  private void merge(Pair pair, List<SliceName> slices) throws IOException {
    var folder = node.folder();
    try (var older = SliceFile.openForWriting(folder, pair.older);
        var newer = SliceFile.openForReading(folder, pair.newer)) {
      var offset = pair.older.indexOf(pair.newer.start());
      for (long at = 0; at < newer.values(); at += CHUNK) {
        var count = (int) Math.min(CHUNK, newer.values() - at);
        var values = newer.read(at, count);
        keepKnown(older, offset + at, values);
        older.write(offset + at, values, 0, count);
      }
      older.force();
    }
    Files.delete(folder.resolve(pair.newer.fileName()));
    slices.remove(pair.newer);
    merged++;
  }

  /// Where the newer knows nothing, what the older knows stays.
  private static void keepKnown(SliceFile older, long index, double[] values) throws IOException {
    var overlap = (int) Math.min(values.length, older.values() - index);
    if (overlap > 0) {
      var before = older.read(index, overlap);
      for (var i = 0; i < overlap; i++) {
        if (Double.isNaN(values[i])) {
          values[i] = before[i];
        }
      }
    }
  }
}
