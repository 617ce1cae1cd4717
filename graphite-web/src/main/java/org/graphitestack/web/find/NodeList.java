// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.find;

import java.util.List;
import java.util.TreeSet;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.PathOrder;

/// Format nodelist: the different nodes at one position of the paths, sorted.
final class NodeList {

  private NodeList() {}

  static FindAnswer answer(FindQuery query, List<FoundNode> nodes) {
    var names = new TreeSet<>(PathOrder.PATHS);
    for (var node : nodes) {
      names.add(nodeAt(node.path(), query.position()));
    }
    return json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("nodes");
      names.forEach(json::writeString);
      json.writeEndArray();
      json.writeEndObject();
    };
  }

  private static String nodeAt(String path, int position) {
    var parts = path.split("\\.", -1);
    var index = position < 0 ? parts.length + position : position;
    if (index < 0 || index >= parts.length) {
      throw new InvalidFindException(
          "position: "
              + position
              + " (expected: a node of "
              + path
              + ", -"
              + parts.length
              + " to "
              + (parts.length - 1)
              + ")");
    }
    return parts[index];
  }
}
