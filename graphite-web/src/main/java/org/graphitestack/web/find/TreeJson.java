// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.find;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.PathOrder;

/// Format treejson: an entry per last node, branches before leaves. A node that is both, under one
/// parent or several, is one entry, a branch. Ids keep the wildcards of the query, so that opening
/// an entry asks on in the same place; texts are url-decoded, as graphite-web has them.
final class TreeJson {

  private TreeJson() {}

  static FindAnswer answer(FindQuery query, List<FoundNode> nodes) {
    var above = query.pattern().substring(0, query.pattern().lastIndexOf('.') + 1);
    var entries = new ArrayList<Entry>();
    if (query.wildcards() && nodes.size() > 1) {
      entries.add(new Entry("*", above + "*", nodes.stream().allMatch(FoundNode::leaf)));
    }
    // the order of names is that of paths only if all have one parent
    var sorted =
        nodes.stream().sorted(Comparator.comparing(FoundNode::name, PathOrder.PATHS)).toList();
    Map<String, Entry> byName = new LinkedHashMap<>();
    for (var branches : List.of(true, false)) {
      for (var node : sorted) {
        if (node.leaf() != branches) {
          byName.putIfAbsent(
              node.name(), new Entry(decoded(node.name()), above + node.name(), node.leaf()));
        }
      }
    }
    entries.addAll(byName.values());
    return json -> {
      json.writeStartArray();
      for (var entry : entries) {
        var branch = entry.leaf() ? 0 : 1;
        json.writeStartObject();
        json.writeStringProperty("text", entry.text());
        json.writeStringProperty("id", entry.id());
        json.writeNumberProperty("allowChildren", branch);
        json.writeNumberProperty("expandable", branch);
        json.writeNumberProperty("leaf", 1 - branch);
        json.writeEndObject();
      }
      json.writeEndArray();
    };
  }

  private static String decoded(String name) {
    return FormDecoder.decode(name, 0, name.length());
  }

  private record Entry(String text, String id, boolean leaf) {}
}
