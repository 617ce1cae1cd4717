// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// A list of texts in JSON.
final class JsonTexts {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();

  private JsonTexts() {}

  /// @throws IOException if it is none
  static List<String> read(InputStream in) throws IOException {
    var texts = new ArrayList<String>();
    try (var json = FACTORY.createParser(ObjectReadContext.empty(), in)) {
      expect(json.nextToken(), JsonToken.START_ARRAY);
      while (json.nextToken() != JsonToken.END_ARRAY) {
        expect(json.currentToken(), JsonToken.VALUE_STRING);
        texts.add(json.getString());
      }
      return texts;
    } catch (JacksonException malformed) {
      throw new IOException("JSON: " + malformed.getOriginalMessage(), malformed);
    }
  }

  private static void expect(JsonToken found, JsonToken expected) throws IOException {
    if (found != expected) {
      throw new IOException("JSON: " + found + " (expected: " + expected + ", in a list of texts)");
    }
  }
}
