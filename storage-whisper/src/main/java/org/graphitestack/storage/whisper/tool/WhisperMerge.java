// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper.tool;

import java.io.IOException;
import java.util.Comparator;
import org.graphitestack.storage.whisper.WhisperArchive;
import org.graphitestack.storage.whisper.WhisperFile;

/// Copies the points of one file over those of another of the same archives, as Python's `merge`
/// does. Stopped half-way it leaves a good file with a part of the points; run again it completes
/// them.
public final class WhisperMerge {

  private WhisperMerge() {}

  /// Merges what lies between two times.
  ///
  /// @param from epoch seconds, 0 for all
  /// @param until epoch seconds, >= `from`
  /// @throws UnlikeArchivesException if the files have other archives
  public static void merge(WhisperFile source, WhisperFile target, long from, long until, long now)
      throws IOException {
    UnlikeArchivesException.check(source, target);
    if (until < from) {
      throw new IllegalArgumentException("until: " + until + " (expected: >= from, " + from + ")");
    }
    for (var archive : byRetention(source)) {
      var oldest = now - archive.retention();
      if (until >= oldest) {
        target.writeInto(archive, source.known(archive, Math.max(from, oldest), until).points());
      }
    }
  }

  /// The archives, shortest retention first.
  static Iterable<WhisperArchive> byRetention(WhisperFile file) {
    return file.header().archives().stream()
        .sorted(Comparator.comparingLong(WhisperArchive::retention))
        .toList();
  }
}
