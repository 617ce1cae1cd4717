// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.find;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.graphitestack.storage.FoundNode;

/// Format completer: what may follow the text typed so far. `is_leaf` is a text, and the path of a
/// branch ends in a dot.
final class Completer {

  private Completer() {}

  /// The text typed so far as a pattern: a node before two dots is not typed out, nor is the last
  /// one.
  static String pattern(FindQuery query) {
    var typed = query.pattern().replace("..", "*.");
    var open = typed.endsWith("*") ? typed : typed + "*";
    return query.automaticVariants()
        ? Arrays.stream(open.split("\\.", -1))
            .map(Completer::variants)
            .collect(Collectors.joining("."))
        : open;
  }

  private static String variants(String node) {
    var list = node.indexOf(',') >= 0 && node.indexOf('{') < 0 && node.indexOf('}') < 0;
    return list ? "{" + node + "}" : node;
  }

  static FindAnswer answer(FindQuery query, List<FoundNode> nodes) {
    return json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("metrics");
      for (var node : nodes) {
        json.writeStartObject();
        json.writeStringProperty("path", node.leaf() ? node.path() : node.path() + ".");
        json.writeStringProperty("name", node.name());
        json.writeStringProperty("is_leaf", node.leaf() ? "1" : "0");
        json.writeEndObject();
      }
      if (query.wildcards() && nodes.size() > 1) {
        json.writeStartObject();
        json.writeStringProperty("name", "*");
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    };
  }
}
