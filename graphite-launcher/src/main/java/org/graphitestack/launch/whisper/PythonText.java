// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.whisper;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.graphitestack.web.series.PythonNumber;
import org.jspecify.annotations.Nullable;

/// Values as Python prints them: `repr` of lists and dictionaries, and `json.dumps` with an
/// indentation of two. Values are strings, whole numbers, doubles, null, lists and maps.
final class PythonText {

  private PythonText() {}

  /// As `repr` writes it.
  static String repr(@Nullable Object value) {
    return switch (value) {
      case null -> "None";
      case String text -> quoted(text);
      case Double number -> PythonNumber.repr(number);
      case List<?> list -> list.stream().map(PythonText::repr).toList().toString();
      case Map<?, ?> map -> {
        var entries =
            map.entrySet().stream().map(e -> repr(e.getKey()) + ": " + repr(e.getValue())).toList();
        yield "{" + String.join(", ", entries) + "}";
      }
      default -> value.toString();
    };
  }

  private static String quoted(String text) {
    var quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    var out = new StringBuilder().append(quote);
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == quote || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    return out.append(quote).toString();
  }

  /// As `json.dumps` writes it with `indent=2`.
  ///
  /// @param colon what stands between a key and its value
  static String json(@Nullable Object value, String colon) {
    var out = new StringBuilder();
    append(value, colon, "\n", out);
    return out.toString();
  }

  private static void append(
      @Nullable Object value, String colon, String indent, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case String text -> appendString(text, out);
      case Double number -> out.append(jsonNumber(number));
      case List<?> list -> {
        var inner = indent + "  ";
        out.append('[');
        for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
          out.append(inner);
          append(items.next(), colon, inner, out);
          out.append(items.hasNext() ? "," : indent);
        }
        out.append(']');
      }
      case Map<?, ?> map -> {
        var inner = indent + "  ";
        out.append('{');
        for (var entries = map.entrySet().iterator(); entries.hasNext(); ) {
          var entry = entries.next();
          out.append(inner);
          appendString(String.valueOf(entry.getKey()), out);
          out.append(colon);
          append(entry.getValue(), colon, inner, out);
          out.append(entries.hasNext() ? "," : indent);
        }
        out.append('}');
      }
      default -> out.append(value);
    }
  }

  private static String jsonNumber(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    return Double.isInfinite(number)
        ? number > 0 ? "Infinity" : "-Infinity"
        : PythonNumber.repr(number);
  }

  private static void appendString(String text, StringBuilder out) {
    out.append('"');
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c > '~') {
            out.append("\\u").append(Integer.toHexString(0x10000 | c).substring(1));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
