// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.http.Context;
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

/// Reads the body of a request that is a JSON object, whatever its content type says.
final class JsonBody {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(100).build())
          .build();

  private JsonBody() {}

  /// The members of the object: texts, whole numbers as `Long`, others as `Double`, flags, nulls,
  /// lists and maps of such.
  ///
  /// @throws InvalidParametersException if the body is something else
  static Map<String, @Nullable Object> of(Context context) {
    try (var parser = JSON.createParser(ObjectReadContext.empty(), context.bodyAsBytes())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new InvalidParametersException("the body is no JSON object (expected: one)");
      }
      var object = object(parser);
      if (parser.nextToken() != null) {
        throw new InvalidParametersException("the body goes on after the JSON object");
      }
      return object;
    } catch (JacksonException wrong) {
      var location = wrong.getLocation();
      throw new InvalidParametersException(
          "the body is no JSON object: "
              + wrong.getOriginalMessage()
              + (location == null
                  ? ""
                  : " at line " + location.getLineNr() + ", column " + location.getColumnNr()),
          wrong);
    }
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
      case null, default -> throw new InvalidParametersException("the JSON object is cut off");
    };
  }

  private static Number number(JsonParser parser) {
    var number = parser.getDoubleValue();
    return number == Math.rint(number) && Math.abs(number) < 1L << 53
        ? (Number) (long) number
        : (Number) number;
  }
}
