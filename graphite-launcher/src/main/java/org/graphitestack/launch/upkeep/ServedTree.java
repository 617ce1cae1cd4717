// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.upkeep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.index.NameIndex;
import org.graphitestack.storage.whisper.WhisperEngine;

/// A tree, its names, and the points in memory that belong to it: what changes of series change
/// together.
public interface ServedTree {

  WhisperEngine engine();

  NameIndex index();

  /// Stores what waits for a series in memory, which is about to be taken out of the tree, so that
  /// nothing of it comes back; false if something waits and could not be stored.
  boolean settle(MetricPath path) throws IOException;

  /// A series came.
  void came(MetricPath path);

  /// A series went.
  void went(MetricPath path);

  /// The series that a pattern means: a glob as finds have it, or a name with tags.
  default List<MetricPath> matching(String pattern) {
    if (pattern.indexOf(';') >= 0) {
      var path = MetricPath.parse(pattern);
      return index().contains(path) ? List.of(path) : List.of();
    }
    var found = new ArrayList<MetricPath>();
    for (var node : index().find(pattern)) {
      if (node.leaf()) {
        found.add(new MetricPath(node.path()));
      }
    }
    return found;
  }

  /// A tree without a daemon.
  static ServedTree of(OfflineTree tree) {
    return new ServedTree() {
      @Override
      public WhisperEngine engine() {
        return tree.engine();
      }

      @Override
      public NameIndex index() {
        return tree.index();
      }

      @Override
      public boolean settle(MetricPath path) {
        return true;
      }

      @Override
      public void came(MetricPath path) {
        tree.index().add(path);
      }

      @Override
      public void went(MetricPath path) {
        tree.index().remove(path);
      }
    };
  }
}
