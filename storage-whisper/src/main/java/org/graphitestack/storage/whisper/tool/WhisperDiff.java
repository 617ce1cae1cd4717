// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper.tool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.storage.whisper.KnownPoints;
import org.graphitestack.storage.whisper.WhisperArchive;
import org.graphitestack.storage.whisper.WhisperFile;
import org.jspecify.annotations.Nullable;

/// Compares two files of the same archives, as Python's `diff` does: each archive only as far as
/// the finer one before it does not reach.
///
/// @param archives one entry for each archive, shortest retention first
public record WhisperDiff(List<Archive> archives) {

  /// An interval where the files differ.
  ///
  /// @param timestamp epoch seconds
  /// @param one value of the first file, null if not known
  /// @param other value of the second file, null if not known
  public record Difference(long timestamp, @Nullable Double one, @Nullable Double other) {}

  /// What was found in one archive.
  ///
  /// @param number place in the order of retentions
  /// @param compared intervals that were compared
  /// @param differences those that differ, ascending
  public record Archive(int number, int compared, List<Difference> differences) {

    public Archive {
      differences = List.copyOf(differences);
    }
  }

  public WhisperDiff {
    archives = List.copyOf(archives);
  }

  /// Whether nothing differs.
  public boolean isEmpty() {
    return archives.stream().allMatch(archive -> archive.differences().isEmpty());
  }

  /// Compares two files.
  ///
  /// @param ignoreEmpty leaves out intervals that only one of the files knows
  /// @param until epoch seconds up to which is compared
  /// @throws UnlikeArchivesException if the files have other archives
  public static WhisperDiff of(
      WhisperFile one, WhisperFile other, boolean ignoreEmpty, long until, long now)
      throws IOException {
    UnlikeArchivesException.check(one, other);
    var found = new ArrayList<Archive>();
    var end = until;
    for (var archive : WhisperMerge.byRetention(one)) {
      var start = now - archive.retention();
      found.add(compare(one, other, archive, found.size(), start, end, ignoreEmpty));
      end = Math.min(start, end);
    }
    return new WhisperDiff(found);
  }

  private static Archive compare(
      WhisperFile one,
      WhisperFile other,
      WhisperArchive archive,
      int number,
      long start,
      long end,
      boolean ignoreEmpty)
      throws IOException {
    var left = new Cursor(one.known(archive, start, end));
    var right = new Cursor(other.known(archive, start, end));
    var differences = new ArrayList<Difference>();
    var compared = 0;
    while (left.timestamp() != Cursor.AT_END || right.timestamp() != Cursor.AT_END) {
      var timestamp = Math.min(left.timestamp(), right.timestamp());
      var a = left.take(timestamp);
      var b = right.take(timestamp);
      if (ignoreEmpty && (a == null || b == null)) {
        continue;
      }
      compared++;
      if (a == null || b == null || a.doubleValue() != b.doubleValue()) {
        differences.add(new Difference(timestamp, a, b));
      }
    }
    return new Archive(number, compared, differences);
  }

  /// A place among known points.
  private static final class Cursor {

    static final long AT_END = Long.MAX_VALUE;

    private final KnownPoints stretch;
    private int next;

    Cursor(KnownPoints stretch) {
      this.stretch = stretch;
    }

    long timestamp() {
      return next < stretch.points().size() ? stretch.points().timestamp(next) : AT_END;
    }

    /// The value at a timestamp, if there is one; goes on to the next.
    @Nullable Double take(long timestamp) {
      return timestamp() == timestamp ? stretch.points().value(next++) : null;
    }
  }
}
