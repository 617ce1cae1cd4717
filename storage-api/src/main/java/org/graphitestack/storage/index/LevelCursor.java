// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

/// Walks the entries of a level in order. Owned by one thread.
final class LevelCursor {

  private final Level level;
  private int nextRun;
  private Run run;
  private int index;

  /// Stands on the first entry.
  LevelCursor(Level level) {
    this(level, 0);
    settle();
  }

  private LevelCursor(Level level, int firstRun) {
    this.level = level;
    this.nextRun = firstRun + 1;
    this.run = level.run(firstRun);
  }

  /// Stands on the first entry that starts with `prefix`, or on the one after the place where such
  /// an entry would stand.
  static LevelCursor atPrefix(Level level, SegmentDictionary dictionary, String prefix) {
    var cursor = new LevelCursor(level, Runs.runOfPrefix(level, dictionary, prefix));
    cursor.index = cursor.run.findPrefix(dictionary, prefix);
    cursor.settle();
    return cursor;
  }

  /// Whether it stands on an entry.
  boolean valid() {
    return index < run.size();
  }

  int segment() {
    return run.segment(index);
  }

  Branch branch() {
    return run.branch(index);
  }

  void advance() {
    index++;
    settle();
  }

  private void settle() {
    while (index >= run.size() && nextRun < level.runs()) {
      run = level.run(nextRun++);
      index = 0;
    }
  }
}
