// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The name of a series: nodes joined by dots, or a name with tags in canonical form
/// (`name;tag=value`, tags sorted).
///
/// A value of this type is safe to map to a file below a data folder: it holds no slash outside tag
/// values, no control character and no empty node. Immutable.
///
/// Source: carbon's `TaggedSeries` for tags; the node rules are ours (see RATIONALE.md).
///
/// @param text the canonical text
public record MetricPath(String text) implements Comparable<MetricPath> {

  /// Longest accepted text in UTF-16 units, above what any file system stores.
  public static final int MAX_LENGTH = 4096;

  public MetricPath {
    var fault = faultOf(text);
    if (fault != null) {
      throw new InvalidMetricPathException(fault, text);
    }
  }

  /// Reads a path as a client sends it: empty nodes are dropped (`.a..b` is `a.b`, as carbon's file
  /// names make it), tags are checked and sorted, the last of a repeated tag wins.
  ///
  /// @throws InvalidMetricPathException with the reason, if the text names no series
  public static MetricPath parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidMetricPathException(InvalidMetricPathException.Reason.TOO_LONG, text);
    }
    if (text.indexOf(';') >= 0) {
      return new MetricPath(canonicalTags(text, splitSemicolons(text)));
    }
    if (text.endsWith("\"}") && text.indexOf('{') >= 0) {
      return new MetricPath(canonicalTags(text, splitBraces(text)));
    }
    return new MetricPath(withoutEmptyNodes(text));
  }

  /// Whether this is a name with tags.
  public boolean tagged() {
    return text.indexOf(';') >= 0;
  }

  /// The nodes between the dots; for a tagged path those of the text as it stands.
  public List<String> nodes() {
    return List.of(text.split("\\.", -1));
  }

  @Override
  public int compareTo(MetricPath other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }

  private static InvalidMetricPathException.@org.jspecify.annotations.Nullable Reason faultOf(
      String text) {
    if (text.isEmpty()) {
      return InvalidMetricPathException.Reason.EMPTY;
    }
    if (text.length() > MAX_LENGTH) {
      return InvalidMetricPathException.Reason.TOO_LONG;
    }
    var beforeTags = true;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == ';') {
        beforeTags = false;
      } else if (c < ' ' || c == 0x7f) {
        return InvalidMetricPathException.Reason.CONTROL_CHARACTER;
      } else if (c == '/' && beforeTags) {
        return InvalidMetricPathException.Reason.SLASH;
      } else if (c == '.' && beforeTags && (i == 0 || text.charAt(i - 1) == '.')) {
        return InvalidMetricPathException.Reason.EMPTY_NODE;
      }
    }
    return beforeTags && text.endsWith(".") ? InvalidMetricPathException.Reason.EMPTY_NODE : null;
  }

  private static String withoutEmptyNodes(String text) {
    if (text.indexOf("..") < 0 && !text.startsWith(".") && !text.endsWith(".")) {
      return text;
    }
    var kept = new StringBuilder(text.length());
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c != '.' || (!kept.isEmpty() && kept.charAt(kept.length() - 1) != '.')) {
        kept.append(c);
      }
    }
    if (!kept.isEmpty() && kept.charAt(kept.length() - 1) == '.') {
      kept.setLength(kept.length() - 1);
    }
    return kept.toString();
  }

  private static String[] splitSemicolons(String text) {
    return text.split(";", -1);
  }

  /// `name{a="1",b="2"}` as the parts of `name;a=1;b=2`.
  private static String[] splitBraces(String text) {
    var open = text.indexOf('{');
    var inner = text.substring(open + 1, text.length() - 1);
    var parts = inner.split(",", -1);
    var all = new String[parts.length + 1];
    all[0] = text.substring(0, open);
    for (var i = 0; i < parts.length; i++) {
      var equals = parts[i].indexOf('=');
      var quoted =
          equals > 0
              && parts[i].length() >= equals + 3
              && parts[i].charAt(equals + 1) == '"'
              && parts[i].endsWith("\"");
      if (!quoted) {
        throw new InvalidMetricPathException(InvalidMetricPathException.Reason.TAG_SYNTAX, text);
      }
      all[i + 1] =
          parts[i].substring(0, equals + 1) + parts[i].substring(equals + 2, parts[i].length() - 1);
    }
    return all;
  }

  private static String canonicalTags(String text, String[] parts) {
    var name = parts[0];
    while (name.startsWith("~")) {
      name = name.substring(1);
    }
    name = withoutEmptyNodes(name);
    if (name.isEmpty()) {
      throw new InvalidMetricPathException(InvalidMetricPathException.Reason.EMPTY, text);
    }
    Map<String, String> tags = new TreeMap<>();
    for (var i = 1; i < parts.length; i++) {
      var equals = parts[i].indexOf('=');
      var tag = equals < 0 ? "" : parts[i].substring(0, equals);
      var value = equals < 0 ? "" : parts[i].substring(equals + 1);
      if (tag.isEmpty() || value.isEmpty() || value.startsWith("~") || containsAny(tag, ";!^")) {
        throw new InvalidMetricPathException(InvalidMetricPathException.Reason.TAG_SYNTAX, text);
      }
      tags.put(tag, value);
    }
    tags.remove("name");
    var sorted =
        tags.entrySet().stream().map(e -> ";" + e.getKey() + "=" + e.getValue()).sorted().toList();
    return name + String.join("", sorted);
  }

  private static boolean containsAny(String text, String characters) {
    return characters.chars().anyMatch(c -> text.indexOf(c) >= 0);
  }
}
