// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// JSON as Python's `json.dumps` lays it out: `", "` and `": "` between things, all but ASCII
/// escaped. NaN is null, infinity `1e9999`, as the render API has it.
public final class PythonJson {

  private final boolean pretty;
  private final boolean sortedKeys;

  private PythonJson(boolean pretty, boolean sortedKeys) {
    this.pretty = pretty;
    this.sortedKeys = sortedKeys;
  }

  /// On one line, in the order of the maps.
  public static PythonJson compact() {
    return new PythonJson(false, false);
  }

  /// Indented by two, in the order of the maps.
  public static PythonJson pretty() {
    return new PythonJson(true, false);
  }

  /// Indented by two, with the keys of each map sorted.
  public static PythonJson prettySorted() {
    return new PythonJson(true, true);
  }

  /// Text of a value made of maps with text keys, lists, texts, numbers, booleans and null.
  ///
  /// @throws IllegalArgumentException if anything else is in it
  public String text(@Nullable Object value) {
    var bytes = new ByteArrayOutputStream();
    try {
      var out = new AsciiOutput(bytes);
      write(value, 0, out);
      out.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toString(StandardCharsets.US_ASCII);
  }

  /// Writes a value that stands so many levels deep in others.
  void write(@Nullable Object value, int depth, AsciiOutput out) throws IOException {
    switch (value) {
      case null -> out.text("null");
      case String text -> out.string(text);
      case Boolean flag -> out.text(flag ? "true" : "false");
      case Integer number -> out.whole(number);
      case Long number -> out.whole(number);
      case Double number -> number(number, false, out);
      case List<?> list -> write(list, depth, out);
      case Map<?, ?> map -> write(map, depth, out);
      default -> throw new IllegalArgumentException(value.getClass() + " has no JSON");
    }
  }

  /// Writes a number; a NaN is null.
  static void number(double number, boolean whole, AsciiOutput out) throws IOException {
    if (Double.isNaN(number)) {
      out.text("null");
    } else if (Double.isInfinite(number)) {
      out.text(number > 0 ? "1e9999" : "-1e9999");
    } else if (whole) {
      out.whole((long) number);
    } else {
      out.real(number);
    }
  }

  private void write(List<?> list, int depth, AsciiOutput out) throws IOException {
    out.text("[");
    var first = true;
    for (var item : list) {
      separate(first, depth + 1, out);
      write(item, depth + 1, out);
      first = false;
    }
    close(list.isEmpty(), depth, out);
    out.text("]");
  }

  private void write(Map<?, ?> map, int depth, AsciiOutput out) throws IOException {
    out.text("{");
    var first = true;
    var entries = sortedKeys ? new TreeMap<>(map).entrySet() : map.entrySet();
    for (var entry : entries) {
      separate(first, depth + 1, out);
      out.string((String) entry.getKey()).text(": ");
      write(entry.getValue(), depth + 1, out);
      first = false;
    }
    close(map.isEmpty(), depth, out);
    out.text("}");
  }

  private void separate(boolean first, int depth, AsciiOutput out) throws IOException {
    if (pretty) {
      out.text(first ? "\n" : ",\n").text("  ".repeat(depth));
    } else if (!first) {
      out.text(", ");
    }
  }

  private void close(boolean empty, int depth, AsciiOutput out) throws IOException {
    if (pretty && !empty) {
      out.text("\n").text("  ".repeat(depth));
    }
  }
}
