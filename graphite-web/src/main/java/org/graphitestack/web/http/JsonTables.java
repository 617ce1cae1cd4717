// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// JSON as HTML that people can read: an array of objects is a table, other properties of an object
/// are a list of terms, what is nested gets a heading.
final class JsonTables {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int DEEPEST_HEADING = 4;

  private final StringBuilder html = new StringBuilder();

  private JsonTables() {}

  /// @param json one value
  static String html(byte[] json) {
    try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      var tables = new JsonTables();
      tables.value(read(parser), 2);
      return tables.html.toString();
    }
  }

  private static Object read(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        var object = new LinkedHashMap<String, Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          var name = parser.currentName();
          parser.nextToken();
          object.put(name, read(parser));
        }
        yield object;
      }
      case START_ARRAY -> {
        var array = new ArrayList<Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(read(parser));
        }
        yield array;
      }
      default -> String.valueOf(parser.getString());
    };
  }

  private void value(Object value, int heading) {
    switch (value) {
      case Map<?, ?> object -> object(object, heading);
      case List<?> array -> array(array);
      default -> html.append("<p>").append(text(value)).append("</p>\n");
    }
  }

  private void object(Map<?, ?> object, int heading) {
    var terms = new StringBuilder();
    object.forEach(
        (name, value) -> {
          if (!isNested(value)) {
            terms
                .append("<div><dt>")
                .append(text(name))
                .append("</dt><dd>")
                .append(text(value))
                .append("</dd></div>\n");
          }
        });
    if (!terms.isEmpty()) {
      html.append("<dl>\n").append(terms).append("</dl>\n");
    }
    object.forEach(
        (name, value) -> {
          if (isNested(value)) {
            html.append("<h").append(heading).append('>').append(text(name));
            html.append("</h").append(heading).append(">\n");
            value(value, Math.min(heading + 1, DEEPEST_HEADING));
          }
        });
  }

  private static boolean isNested(Object value) {
    return value instanceof Map || value instanceof List;
  }

  private void array(List<?> array) {
    if (array.isEmpty()) {
      html.append("<p>None.</p>\n");
      return;
    }
    var columns = columns(array);
    html.append("<div class=\"scroll\"><table>\n");
    if (!columns.isEmpty()) {
      html.append("<thead><tr>");
      columns.forEach(name -> html.append("<th scope=\"col\">").append(text(name)).append("</th>"));
      html.append("</tr></thead>\n");
    }
    html.append("<tbody>\n");
    for (var row : array) {
      html.append("<tr>");
      if (row instanceof Map<?, ?> object) {
        for (var name : columns) {
          cell(object.get(name));
        }
      } else {
        cell(row);
      }
      html.append("</tr>\n");
    }
    html.append("</tbody></table></div>\n");
  }

  private static Set<String> columns(List<?> rows) {
    var columns = new LinkedHashSet<String>();
    for (var row : rows) {
      if (row instanceof Map<?, ?> object) {
        object.keySet().forEach(name -> columns.add(String.valueOf(name)));
      }
    }
    return columns;
  }

  private void cell(@org.jspecify.annotations.Nullable Object value) {
    html.append("<td>");
    switch (value) {
      case null -> {}
      case List<?> lines -> {
        html.append("<pre>");
        lines.forEach(line -> html.append(text(line)).append('\n'));
        html.append("</pre>");
      }
      default -> html.append(text(value));
    }
    html.append("</td>");
  }

  private static String text(Object value) {
    return Html.escape(String.valueOf(value));
  }
}
