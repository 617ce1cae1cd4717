// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.storage.file.Posix;
import org.jspecify.annotations.Nullable;

/// Puts points of one step into the slices of a node, by Python's rules.
///
/// Points without a hole between them are a sequence; sequences are taken newest first. One that
/// begins in or after a slice is written to it, up to where the next newer slice begins. If more
/// than `maxGap` values would be missing before it, it gets a slice of its own; so does what is
/// older than all slices. A sequence that reaches from before a slice into it is divided where that
/// slice begins. Slices of other steps are not looked at.
///
/// The usual write, a few points behind the newest slice's last, opens one file and lists no
/// folder.
final class SliceWriter {

  private final Path folder;
  private final SliceList list;
  private final int maxGap;
  private final @Nullable Posix posix;
  private int made;

  SliceWriter(Path folder, SliceList list, int maxGap, @Nullable Posix posix) {
    this.posix = posix;
    this.folder = folder;
    this.list = list;
    this.maxGap = maxGap;
  }

  /// Writes points.
  ///
  /// @return how many slices had to be made
  int write(StepPoints points) throws IOException {
    while (true) {
      try {
        writeAll(points);
        return made;
      } catch (NoSuchFileException e) {
        // A slice was removed by others after it was listed; what is written is written again.
        list.forget();
        if (Files.notExists(folder)) {
          throw e;
        }
      }
    }
  }

  private void writeAll(StepPoints points) throws IOException {
    if (points.size() == 0 || writtenToNewest(points)) {
      return;
    }
    var slices = new ArrayList<SliceName>();
    for (var slice : list.all()) {
      if (slice.step() == points.step()) {
        slices.add(slice);
      }
    }
    for (var end = points.size(); end > 0; ) {
      var begin = beginOfSequence(points, end);
      writeSequence(points, begin, end, slices);
      end = begin;
    }
  }

  /// Whether all of it could go to the newest slice, which is known.
  private boolean writtenToNewest(StepPoints points) throws IOException {
    var newest = list.newestKnown();
    if (newest == null
        || newest.step() != points.step()
        || points.times()[0] < newest.start()
        || beginOfSequence(points, points.size()) != 0) {
      return false;
    }
    return written(newest, points, 0, points.size());
  }

  private static int beginOfSequence(StepPoints points, int end) {
    var begin = end - 1;
    while (begin > 0 && points.times()[begin - 1] == points.times()[begin] - points.step()) {
      begin--;
    }
    return begin;
  }

  private void writeSequence(StepPoints points, int begin, int end, List<SliceName> slices)
      throws IOException {
    var times = points.times();
    for (var at = 0; at < slices.size(); at++) {
      var slice = slices.get(at);
      if (times[begin] >= slice.start()) {
        if (!written(slice, points, begin, end)) {
          slices.add(at, create(points, begin, end));
        }
        return;
      }
      if (times[end - 1] >= slice.start()) {
        var middle = begin;
        while (times[middle] < slice.start()) {
          middle++;
        }
        if (!written(slice, points, middle, end)) {
          slices.add(at, create(points, middle, end));
        }
        end = middle;
      }
    }
    slices.add(create(points, begin, end));
  }

  /// Returns false if too much would be missing before the points.
  private boolean written(SliceName slice, StepPoints points, int begin, int end)
      throws IOException {
    try (var _ = posix == null ? null : posix.lock(folder.resolve(slice.fileName()));
        var file = SliceFile.openForWriting(folder, slice)) {
      var index = slice.indexOf(points.times()[begin]);
      if (index - file.values() > maxGap) {
        return false;
      }
      file.write(index, points.values(), begin, end);
      return true;
    }
  }

  private SliceName create(StepPoints points, int begin, int end) throws IOException {
    var name = new SliceName(points.times()[begin], points.step());
    list.forget();
    try (var file = SliceFile.create(folder, name)) {
      file.write(0, points.values(), begin, end);
    }
    made++;
    return name;
  }
}
