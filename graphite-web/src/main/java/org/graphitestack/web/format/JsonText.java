// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Reads the text of a JSON object; the other way round it is [PythonJson].
public final class JsonText {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(100).build())
          .build();

  private JsonText() {}

  /// The members of the object: texts, whole numbers as `Long`, others as `Double`, flags, nulls,
  /// lists and maps of such.
  ///
  /// @throws IllegalArgumentException if the text is something else; the message lacks its subject
  public static Map<String, @Nullable Object> object(String text) {
    try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      return whole(parser);
    } catch (JacksonException wrong) {
      throw broken(wrong);
    }
  }

  /// The same of UTF-8.
  ///
  /// @throws IllegalArgumentException if the bytes are something else
  public static Map<String, @Nullable Object> object(byte[] text) {
    try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      return whole(parser);
    } catch (JacksonException wrong) {
      throw broken(wrong);
    }
  }

  private static Map<String, @Nullable Object> whole(JsonParser parser) {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException("is no JSON object (expected: one)");
    }
    var object = object(parser);
    if (parser.nextToken() != null) {
      throw new IllegalArgumentException("goes on after the JSON object");
    }
    return object;
  }

  private static IllegalArgumentException broken(JacksonException wrong) {
    var location = wrong.getLocation();
    return new IllegalArgumentException(
        "is no JSON object: "
            + wrong.getOriginalMessage()
            + (location == null
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr()),
        wrong);
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return members;
  }

  private static List<@Nullable Object> array(JsonParser parser) {
    var items = new ArrayList<@Nullable Object>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return items;
  }

  private static @Nullable Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case null, default -> throw new IllegalArgumentException("is a JSON object that is cut off");
    };
  }

  private static Number number(JsonParser parser) {
    var number = parser.getDoubleValue();
    return number == Math.rint(number) && Math.abs(number) < 1L << 53
        ? (Number) (long) number
        : (Number) number;
  }
}
