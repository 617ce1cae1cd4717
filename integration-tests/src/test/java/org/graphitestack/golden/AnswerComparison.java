// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.golden;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whether two answers to one case are the same: the class of the status, the content type, and of
/// a good answer the content. Numbers are equal within a relative 1e-9, null only equals null;
/// names, their order, start, step and tags are compared exactly.
final class AnswerComparison {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final Pattern JSONP = Pattern.compile("(?s)\\s*([\\w.$]+)\\((.*)\\)\\s*;?\\s*");

  private final GoldenCase asked;
  private final double relative;
  private final double absolute;
  private final Set<String> ignored;

  AnswerComparison(GoldenCase asked) {
    this.asked = asked;
    this.relative = tolerance("rel=", 1e-9);
    this.absolute = tolerance("abs=", 0);
    this.ignored =
        asked.flags().stream()
            .filter(flag -> flag.startsWith("ignore="))
            .map(flag -> flag.substring("ignore=".length()))
            .collect(Collectors.toSet());
  }

  private double tolerance(String name, double usual) {
    return asked.flags().stream()
        .filter(flag -> flag.startsWith(name))
        .mapToDouble(flag -> Double.parseDouble(flag.substring(name.length())))
        .findFirst()
        .orElse(usual);
  }

  /// The first difference, empty if there is none.
  Optional<String> difference(GoldenAnswer recorded, GoldenAnswer ours) {
    if (asked.has("anyerror") && recorded.status() >= 500 && ours.status() >= 400) {
      return Optional.empty();
    }
    if (recorded.status() / 100 != ours.status() / 100) {
      return Optional.of(
          "status: " + recorded.status() + ", ours " + ours.status() + " " + excerpt(ours.text()));
    }
    if (recorded.status() >= 300 || asked.has("status")) {
      return Optional.empty();
    }
    if (!recorded.type().equals(ours.type())) {
      return Optional.of("content type: " + recorded.type() + ", ours " + ours.type());
    }
    return switch (recorded.type()) {
      case "application/json", "text/javascript", "application/pickle", "application/x-msgpack" ->
          json(recorded.text(), ours.text());
      case "text/csv", "text/plain" -> rows(recorded.text(), ours.text());
      case "text/html", "image/png", "image/svg+xml", "application/x-pdf" -> Optional.empty();
      default -> Optional.of("answers of type " + recorded.type() + " cannot be compared");
    };
  }

  private Optional<String> json(String recorded, String ours) {
    var a = JSONP.matcher(recorded);
    var b = JSONP.matcher(ours);
    if (a.matches()) {
      return b.matches() && a.group(1).equals(b.group(1))
          ? json(a.group(2), b.group(2))
          : Optional.of("callback: " + a.group(1) + ", ours " + excerpt(ours));
    }
    var right = MAPPER.readTree(recorded);
    var found = MAPPER.readTree(ours);
    if (asked.has("any") && right.isArray() && found.isArray()) {
      return different(sorted(right), sorted(found));
    }
    return different(right, found, "answer");
  }

  private static List<JsonNode> sorted(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .sorted(Comparator.comparing(JsonNode::toString))
        .toList();
  }

  private Optional<String> different(List<JsonNode> a, List<JsonNode> b) {
    if (a.size() != b.size()) {
      return Optional.of("items: " + a.size() + ", ours " + b.size());
    }
    for (var i = 0; i < a.size(); i++) {
      var difference = different(a.get(i), b.get(i), "item " + i);
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private Optional<String> different(JsonNode a, JsonNode b, String at) {
    if (a.isNumber() && b.isNumber()) {
      return close(a.asDouble(), b.asDouble()) ? Optional.empty() : unequal(a, b, at);
    }
    if (a.isArray() && b.isArray()) {
      for (var i = 0; i < Math.min(a.size(), b.size()); i++) {
        var difference = different(a.get(i), b.get(i), at + "[" + i + "]");
        if (difference.isPresent()) {
          return difference;
        }
      }
      return a.size() == b.size()
          ? Optional.empty()
          : Optional.of(at + ": " + a.size() + " items, ours " + b.size());
    }
    if (a.isObject() && b.isObject()) {
      var names = new TreeSet<String>(a.propertyNames());
      names.addAll(b.propertyNames());
      names.removeAll(ignored);
      for (var name : names) {
        var difference =
            !a.has(name)
                ? Optional.of(at + ": " + name + " is only in ours: " + b.get(name))
                : !b.has(name)
                    ? Optional.of(at + ": " + name + " is missing in ours: " + a.get(name))
                    : different(a.get(name), b.get(name), at + "." + name);
        if (difference.isPresent()) {
          return difference;
        }
      }
      return Optional.empty();
    }
    return a.equals(b) ? Optional.empty() : unequal(a, b, at);
  }

  private static Optional<String> unequal(JsonNode a, JsonNode b, String at) {
    return Optional.of(at + ": " + excerpt(a.toString()) + ", ours " + excerpt(b.toString()));
  }

  /// Lines of comma-separated fields, compared field by field.
  private Optional<String> rows(String recorded, String ours) {
    var a = recorded.split("\n", -1);
    var b = ours.split("\n", -1);
    if (a.length != b.length) {
      return Optional.of("lines: " + a.length + ", ours " + b.length);
    }
    for (var line = 0; line < a.length; line++) {
      var right = a[line].split("[,|]", -1);
      var found = b[line].split("[,|]", -1);
      if (right.length != found.length) {
        return Optional.of("line " + line + ": " + a[line] + ", ours " + b[line]);
      }
      for (var i = 0; i < right.length; i++) {
        if (!right[i].equals(found[i]) && !close(number(right[i]), number(found[i]))) {
          return Optional.of("line " + line + ": " + right[i] + ", ours " + found[i]);
        }
      }
    }
    return Optional.empty();
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException noNumber) {
      return Double.NaN;
    }
  }

  private boolean close(double a, double b) {
    if (a == b) {
      return true;
    }
    var size = Math.max(Math.abs(a), Math.abs(b));
    return !Double.isInfinite(size) && Math.abs(a - b) <= Math.max(relative * size, absolute);
  }

  private static String excerpt(String text) {
    return text.length() <= 160 ? text : text.substring(0, 160) + "…";
  }
}
