// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper.tool;

import java.io.IOException;
import org.graphitestack.storage.whisper.KnownPoints;
import org.graphitestack.storage.whisper.WhisperFile;

/// Fills the holes of one file with points of another, finest first, overwriting nothing: as
/// Python's `whisper-fill`, which takes a zero for a hole and leaves holes of a single step alone.
/// Stopped half-way it leaves a good file with a part of the points.
public final class WhisperFill {

  private WhisperFill() {}

  /// Fills every hole that both files reach back to.
  public static void fill(WhisperFile source, WhisperFile target, long now) throws IOException {
    var until = now;
    for (var archive : WhisperMerge.byRetention(target)) {
      var from = now - archive.retention();
      if (from >= until) {
        continue;
      }
      var stretch = target.fetchKnown(from, until, now);
      if (stretch.isPresent()) {
        fillHoles(source, target, stretch.get(), archive.secondsPerPoint(), now);
      }
      until = from;
    }
  }

  private static void fillHoles(
      WhisperFile source, WhisperFile target, KnownPoints stretch, long single, long now)
      throws IOException {
    var step = stretch.step();
    var points = stretch.points();
    var next = 0;
    var hole = 0L;
    for (var time = stretch.start(); time < stretch.end(); time += step) {
      var known = next < points.size() && points.timestamp(next) == time;
      var filled = known && points.value(next) != 0;
      if (known) {
        next++;
      }
      if (!filled && hole == 0) {
        hole = time;
      } else if (filled && hole != 0) {
        if (time - hole > single) {
          copy(source, target, hole - step, time, now);
        }
        hole = 0;
      } else if (hole != 0 && time == stretch.end() - step) {
        copy(source, target, hole - step, time, now);
      }
    }
  }

  /// Copies what the source has between two times, from the finest archive that still has it,
  /// newest part first.
  private static void copy(WhisperFile source, WhisperFile target, long from, long until, long now)
      throws IOException {
    var oldest = now - source.header().maxRetention();
    if (from < oldest && until < oldest) {
      return;
    }
    var end = until;
    for (var archive : WhisperMerge.byRetention(source)) {
      var reach = now - archive.retention();
      if (end <= reach) {
        continue;
      }
      var begin = Math.max(reach, from);
      var stretch = source.fetchKnown(begin, end, now);
      if (stretch.isPresent()) {
        target.updateMany(stretch.get().points(), now);
      }
      end = begin;
      if (from == end) {
        return;
      }
    }
  }
}
