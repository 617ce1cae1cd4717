// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.dashboard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What the nodes of some metrics' names stand for, such as `servers.<place>.<host>`.
///
/// @param name as it is shown
/// @param pattern a path with fields in angle brackets
/// @param fields in the order of the pattern
public record NamingScheme(String name, String pattern, List<Field> fields) {

  private static final Pattern FIELD = Pattern.compile("<([^<>]*)>");

  /// A part of names that can be chosen.
  ///
  /// @param name as it stands in the pattern
  /// @param label as it is shown
  public record Field(String name, String label) {}

  public NamingScheme {
    fields = List.copyOf(fields);
  }

  /// The scheme of a pattern.
  ///
  /// @param labels of fields, by name; a field without one is shown by its name
  /// @throws IllegalArgumentException if the pattern has a bracket without the other, or a field
  ///   without a name
  public static NamingScheme of(String name, String pattern, Map<String, String> labels) {
    var fields = new ArrayList<Field>();
    var matcher = FIELD.matcher(pattern);
    while (matcher.find()) {
      var field = matcher.group(1);
      if (field.isBlank()) {
        throw new IllegalArgumentException("scheme = " + pattern + ": a field without a name");
      }
      fields.add(new Field(field, labels.getOrDefault(field, field)));
    }
    if (FIELD.matcher(pattern).replaceAll("").matches(".*[<>].*")) {
      throw new IllegalArgumentException(
          "scheme = " + pattern + " (expected: fields such as <host>, with both brackets)");
    }
    return new NamingScheme(name, pattern, fields);
  }

  Map<String, Object> tree() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("name", name);
    tree.put("pattern", pattern);
    tree.put(
        "fields", fields.stream().map(f -> Map.of("name", f.name(), "label", f.label())).toList());
    return tree;
  }
}
