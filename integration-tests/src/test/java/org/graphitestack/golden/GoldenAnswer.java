// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.golden;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// An answer to a request.
///
/// @param type media type without parameters
/// @param text the body; the JSON of what is in it if it is a pickle or MessagePack
record GoldenAnswer(int status, String type, String text) {

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  static GoldenAnswer of(int status, String type, byte[] body) {
    return new GoldenAnswer(
        status,
        type,
        switch (type) {
          case "application/pickle" -> MAPPER.writeValueAsString(PickledTree.read(body));
          case "application/x-msgpack" -> MAPPER.writeValueAsString(PackedTree.read(body));
          default -> new String(body, StandardCharsets.UTF_8);
        });
  }
}
