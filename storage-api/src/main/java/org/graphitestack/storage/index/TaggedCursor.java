// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeSet;
import org.graphitestack.storage.PathOrder;
import org.graphitestack.storage.tag.TaggedNames;
import org.jspecify.annotations.Nullable;

/// Goes through the places of series with tags in the order of their paths, a group at a time. Used
/// by one thread, once.
final class TaggedCursor {

  private final TaggedNames tagged;
  private final Deque<String> paths = new ArrayDeque<>();
  private int group;

  TaggedCursor(TaggedNames tagged) {
    this.tagged = tagged;
  }

  /// The next path if it stands before another, and moves on.
  ///
  /// @param other null: any path stands before it
  @Nullable String nextBefore(@Nullable String other) {
    while (paths.isEmpty() && group < TaggedNames.groups()) {
      var sorted = new TreeSet<String>(PathOrder.PATHS);
      tagged.forEachPlace(
          group,
          place ->
              sorted.add(
                  String.join(
                      ".", TaggedSearch.ROOT, place.first(), place.second(), place.leaf())));
      paths.addAll(sorted);
      group++;
    }
    var next = paths.peek();
    return next == null || (other != null && PathOrder.PATHS.compare(next, other) >= 0)
        ? null
        : paths.poll();
  }
}
