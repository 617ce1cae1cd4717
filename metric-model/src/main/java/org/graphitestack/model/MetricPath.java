// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  /// Most nodes of a path, far above any real one: whatever walks the tree of names may recurse.
  public static final int MAX_NODES = 256;

  public MetricPath {
    var fault = faultOf(text);
    if (fault != null) {
      throw new InvalidMetricPathException(fault, text);
    }
  }

  /// Reads a path as a client sends it, with tags after semicolons or in braces
  /// (`name{tag="value",…}`): leading `~` are dropped, and so are empty nodes (`.a..b` is `a.b`, as
  /// carbon's file names make it); tags are checked and sorted, the last of a repeated tag wins.
  ///
  /// @throws InvalidMetricPathException with the reason, if the text names no series
  public static MetricPath parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidMetricPathException(InvalidMetricPathException.Reason.TOO_LONG, text);
    }
    if (text.endsWith("\"}") && text.indexOf('{') >= 0) {
      return new MetricPath(canonical(text, splitBraces(text)));
    }
    if (text.indexOf(';') >= 0) {
      return new MetricPath(
          isCanonical(text) ? text : canonical(text, List.of(text.split(";", -1))));
    }
    return new MetricPath(canonicalName(text));
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

  private static InvalidMetricPathException.@Nullable Reason faultOf(String text) {
    if (text.isEmpty()) {
      return InvalidMetricPathException.Reason.EMPTY;
    }
    if (text.length() > MAX_LENGTH) {
      return InvalidMetricPathException.Reason.TOO_LONG;
    }
    var nodes = 1;
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
      } else if (c == '.' && beforeTags && ++nodes > MAX_NODES) {
        return InvalidMetricPathException.Reason.TOO_DEEP;
      }
    }
    return beforeTags && text.endsWith(".") ? InvalidMetricPathException.Reason.EMPTY_NODE : null;
  }

  private static String canonicalName(String text) {
    var start = 0;
    while (start < text.length() && text.charAt(start) == '~') {
      start++;
    }
    return withoutEmptyNodes(text.substring(start));
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

  /// `name{a="1",b="2"}` as the parts `name`, `a=1`, `b=2`. In a quoted value a backslash may stand
  /// before a quote or a backslash.
  private static List<String> splitBraces(String text) {
    var end = text.length() - 1;
    var open = text.indexOf('{');
    List<String> parts = new ArrayList<>();
    parts.add(text.substring(0, open));
    var at = open + 1;
    while (at < end) {
      var equals = text.indexOf('=', at);
      if (equals < 0 || text.charAt(equals + 1) != '"') {
        throw new InvalidMetricPathException(InvalidMetricPathException.Reason.TAG_SYNTAX, text);
      }
      var part = new StringBuilder(text.substring(at, equals + 1));
      at = appendQuoted(text, equals + 2, end, part);
      parts.add(part.toString());
      if (at < end && text.charAt(at++) != ',') {
        throw new InvalidMetricPathException(InvalidMetricPathException.Reason.TAG_SYNTAX, text);
      }
    }
    if (parts.stream().anyMatch(part -> part.indexOf(';') >= 0)
        || text.indexOf('{', open + 1) >= 0) {
      throw new InvalidMetricPathException(InvalidMetricPathException.Reason.TAG_SYNTAX, text);
    }
    return parts;
  }

  /// Appends what stands from `at` to the closing quote; returns the place behind that quote.
  private static int appendQuoted(String text, int at, int end, StringBuilder part) {
    for (var i = at; i < end; i++) {
      var c = text.charAt(i);
      if (c == '"') {
        return i + 1;
      }
      if (c == '\\') {
        c = text.charAt(++i);
        if (c != '"' && c != '\\') {
          break;
        }
      }
      part.append(c);
    }
    throw new InvalidMetricPathException(InvalidMetricPathException.Reason.TAG_SYNTAX, text);
  }

  /// Whether a text with tags is seen at a glance to be canonical: most are, and are spared the
  /// rest.
  private static boolean isCanonical(String text) {
    var from = text.indexOf(';');
    if (from == 0 || !canonicalName(text.substring(0, from)).equals(text.substring(0, from))) {
      return false;
    }
    var last = "";
    while (from < text.length()) {
      var end = text.indexOf(';', from + 1);
      var part = text.substring(from, end < 0 ? text.length() : end);
      var equals = part.indexOf('=');
      if (equals < 2
          || equals == part.length() - 1
          || part.charAt(equals + 1) == '~'
          || part.compareTo(last) <= 0
          || (!last.isEmpty() && part.startsWith(last.substring(0, last.indexOf('=') + 1)))
          || hasOddCharacter(part, equals)
          || part.startsWith(";name=")) {
        return false;
      }
      last = part;
      from += part.length();
    }
    return true;
  }

  /// One that no tag may have, or whose order is not that of UTF-16.
  private static boolean hasOddCharacter(String part, int equals) {
    for (var i = 0; i < part.length(); i++) {
      var c = part.charAt(i);
      if (Character.isSurrogate(c) || (i < equals && (c == '!' || c == '^'))) {
        return true;
      }
    }
    return false;
  }

  private static String canonical(String text, List<String> parts) {
    var name = canonicalName(parts.getFirst());
    if (name.isEmpty()) {
      throw new InvalidMetricPathException(InvalidMetricPathException.Reason.EMPTY, text);
    }
    Map<String, String> tags = new HashMap<>();
    for (var part : parts.subList(1, parts.size())) {
      var equals = part.indexOf('=');
      var tag = equals < 0 ? "" : part.substring(0, equals);
      var value = equals < 0 ? "" : part.substring(equals + 1);
      if (tag.isEmpty()
          || value.isEmpty()
          || value.startsWith("~")
          || tag.indexOf('!') >= 0
          || tag.indexOf('^') >= 0) {
        throw new InvalidMetricPathException(InvalidMetricPathException.Reason.TAG_SYNTAX, text);
      }
      tags.put(tag, value);
    }
    tags.remove("name");
    var sorted =
        tags.entrySet().stream()
            .map(tag -> ";" + tag.getKey() + "=" + tag.getValue())
            .sorted(MetricPath::compareByCodePoint)
            .toList();
    return name + String.join("", sorted);
  }

  /// Python's order of texts, which [String#compareTo] leaves where surrogates are involved.
  private static int compareByCodePoint(String left, String right) {
    return Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());
  }
}
