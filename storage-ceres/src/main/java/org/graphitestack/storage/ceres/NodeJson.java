// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// JSON as Python's library reads and writes it: one line, a space behind each comma and colon,
/// nothing but ASCII, and `NaN` and `Infinity` are numbers.
final class NodeJson {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private NodeJson() {}

  /// @throws tools.jackson.core.JacksonException if it is no JSON, or nested beyond reason
  /// @throws IllegalArgumentException if it is no object
  static Map<String, @Nullable Object> parse(byte[] json) {
    try (var parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      var first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("JSON: " + first + " (expected: an object)");
      }
      return object(parser);
    }
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      parser.nextToken();
      object.put(name, value(parser));
    }
    return object;
  }

  private static @Nullable Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> {
        var list = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield list;
      }
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> whole(parser.getString());
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IllegalArgumentException("JSON: " + parser.currentToken());
    };
  }

  /// Python's whole numbers have no end.
  private static Number whole(String digits) {
    try {
      return Long.valueOf(digits);
    } catch (NumberFormatException _) {
      return Double.valueOf(digits);
    }
  }

  static String text(Map<String, @Nullable Object> object) {
    var out = new StringBuilder();
    append(out, object);
    return out.toString();
  }

  private static void append(StringBuilder out, @Nullable Object value) {
    switch (value) {
      case null -> out.append("null");
      case Map<?, ?> map -> {
        out.append('{');
        var separator = "";
        for (var entry : map.entrySet()) {
          out.append(separator);
          append(out, entry.getKey());
          out.append(": ");
          append(out, entry.getValue());
          separator = ", ";
        }
        out.append('}');
      }
      case List<?> list -> {
        out.append('[');
        var separator = "";
        for (var entry : list) {
          out.append(separator);
          append(out, entry);
          separator = ", ";
        }
        out.append(']');
      }
      case String text -> appendQuoted(out, text);
      case Double number when number.isNaN() || number.isInfinite() ->
          out.append(number.isNaN() ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
      default -> out.append(value);
    }
  }

  private static void appendQuoted(StringBuilder out, String text) {
    out.append('"');
    var quoted =
        new String(JsonStringEncoder.getInstance().quoteAsUTF8(text), StandardCharsets.UTF_8);
    for (var i = 0; i < quoted.length(); i++) {
      var c = quoted.charAt(i);
      if (c < 0x7f) {
        out.append(c);
      } else {
        out.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
      }
    }
    out.append('"');
  }
}
