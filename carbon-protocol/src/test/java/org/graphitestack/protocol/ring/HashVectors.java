// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.ring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What carbon 1.1.7 and carbon-c-relay 3.7.3 answered, recorded in `hash-vectors.json`.
final class HashVectors {
  private final JsonNode root;

  private HashVectors(JsonNode root) {
    this.root = root;
  }

  static HashVectors read() {
    try (InputStream file = HashVectors.class.getResourceAsStream("hash-vectors.json")) {
      return new HashVectors(JsonMapper.shared().readTree(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode part(String name) {
    return root.required(name);
  }

  List<String> texts(String part) {
    List<String> texts = new ArrayList<>();
    root.required(part).forEach(text -> texts.add(text.asString()));
    return texts;
  }

  List<RingNode> cluster(String name) {
    List<RingNode> nodes = new ArrayList<>();
    root.required("clusters")
        .required(name)
        .forEach(
            text -> {
              String[] parts = text.asString().split(":", -1);
              nodes.add(
                  new RingNode(
                      parts[0], Integer.parseInt(parts[1]), parts.length > 2 ? parts[2] : null));
            });
    return nodes;
  }

  static int[] indexes(JsonNode array) {
    int[] indexes = new int[array.size()];
    for (int i = 0; i < indexes.length; i++) {
      indexes[i] = array.get(i).asInt();
    }
    return indexes;
  }
}
