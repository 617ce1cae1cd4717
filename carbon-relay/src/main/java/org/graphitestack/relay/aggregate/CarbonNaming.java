// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.graphitestack.relay.route.NamePattern;
import org.graphitestack.relay.route.NameTemplate;
import org.graphitestack.relay.route.NameTemplate.Hole;
import org.jspecify.annotations.Nullable;

/// The two patterns of a line in aggregation-rules.conf.
///
/// The input pattern is cut at its dots. Within a part `<field>` takes some characters of one node,
/// `<<field>>` some characters of one node or several, `*` alone one node, `*` beside others any
/// characters of one node; only the first field of a part counts; whatever else stands there is a
/// regular expression. The whole has to match the name from its beginning to its end.
///
/// The template names fields as `<field>`, however many nodes they took. Carbon formats it with
/// Python's `%`, so `%(field)s` names one too and `%%` is a percent sign. A field the pattern does
/// not have, which makes carbon fail at every match, is refused at once.
final class CarbonNaming implements OutputNaming {

  private static final Pattern REFERENCE = Pattern.compile("%(?:%|\\(([^()%]*)\\)s)");

  private final String inputPattern;
  private final String outputTemplate;
  private final @Nullable NodePattern nodes;
  private final NamePattern expression;

  /// The expression's group of each field.
  private final int[] groups;

  /// What stands before, between and behind the fields of the template.
  private final List<String> texts;

  /// The fields of the template by their places in the input pattern.
  private final int[] fields;

  /// What each field of the input pattern takes.
  private final List<Hole> holes;

  private CarbonNaming(
      String inputPattern,
      String outputTemplate,
      NamePattern expression,
      int[] groups,
      List<String> texts,
      int[] fields,
      List<Hole> holes) {
    this.inputPattern = inputPattern;
    this.outputTemplate = outputTemplate;
    this.nodes = NodePattern.of(inputPattern).orElse(null);
    this.expression = expression;
    this.groups = groups;
    this.texts = texts;
    this.fields = fields;
    this.holes = holes;
  }

  static CarbonNaming parse(String inputPattern, String outputTemplate) {
    var names = new ArrayList<String>();
    var expression = compiled(inputPattern, expression(inputPattern, names));
    var groups = new int[names.size()];
    for (var i = 0; i < groups.length; i++) {
      groups[i] = Objects.requireNonNull(expression.groupNames().get("f" + i), inputPattern);
    }
    var texts = new ArrayList<String>();
    var used = new ArrayList<String>();
    parseTemplate(outputTemplate, names, texts, used);
    var fields = used.stream().mapToInt(names::indexOf).toArray();
    var holes =
        names.stream()
            .map(
                name -> inputPattern.contains("<<" + name + ">>") ? Hole.SOMETHING : Hole.OF_A_NODE)
            .toList();
    return new CarbonNaming(inputPattern, outputTemplate, expression, groups, texts, fields, holes);
  }

  private static NamePattern compiled(String inputPattern, String expression) {
    try {
      return NamePattern.of("^(?:" + expression + ")");
    } catch (IllegalArgumentException invalid) {
      throw new IllegalArgumentException(
          "input "
              + inputPattern
              + ": "
              + invalid.getMessage()
              + " (expected: <field>, <<field>>, * and regular expressions between dots)",
          invalid);
    }
  }

  /// The regular expression of an input pattern; its n-th field is the group `fn`, for a field's
  /// name need not be one that every engine takes for a group.
  private static String expression(String pattern, List<String> fields) {
    var expression = new StringBuilder();
    var parts = pattern.split("\\.", -1);
    for (var i = 0; i < parts.length; i++) {
      expression.append(i == 0 ? "" : "\\.");
      appendPart(parts[i], expression, fields);
    }
    var text = expression.append("\\Z").toString();
    for (var i = 0; i < fields.size(); i++) {
      text = text.replace("(?P=" + fields.get(i) + ")", "(?P=f" + i + ")");
    }
    return text;
  }

  private static void appendPart(String part, StringBuilder expression, List<String> fields) {
    var anyOpen = part.indexOf("<<");
    var anyClose = part.indexOf(">>");
    var open = part.indexOf('<');
    var close = part.indexOf('>');
    if (anyOpen >= 0 && anyClose >= 0) {
      appendField(part, anyOpen, anyClose, 2, ".+?", expression, fields);
    } else if (open >= 0 && close > open) {
      appendField(part, open, close, 1, "[^.]+?", expression, fields);
    } else {
      expression.append(part.equals("*") ? "[^.]+" : part.replace("*", "[^.]*"));
    }
  }

  private static void appendField(
      String part,
      int open,
      int close,
      int brackets,
      String characters,
      StringBuilder expression,
      List<String> fields) {
    var field = close < open ? "" : part.substring(open + brackets, close);
    if (!isIdentifier(field)) {
      throw new IllegalArgumentException(
          "field <" + field + "> in " + part + " (expected: letters, digits and _)");
    }
    if (fields.contains(field)) {
      throw new IllegalArgumentException("field <" + field + "> again (expected: each field once)");
    }
    expression
        .append(part, 0, open)
        .append("(?P<f")
        .append(fields.size())
        .append('>')
        .append(characters)
        .append(')')
        .append(part, close + brackets, part.length());
    fields.add(field);
  }

  private static boolean isIdentifier(String text) {
    return !text.isEmpty()
        && (text.startsWith("_") || Character.isUnicodeIdentifierStart(text.codePointAt(0)))
        && text.codePoints().allMatch(Character::isUnicodeIdentifierPart);
  }

  private static void parseTemplate(
      String template, List<String> fields, List<String> texts, List<String> used) {
    if (template.contains("<<")) {
      throw new IllegalArgumentException(
          "output " + template + " (expected: <field> with single brackets)");
    }
    var format = template.replace("<", "%(").replace(">", ")s");
    var text = new StringBuilder();
    var reference = REFERENCE.matcher(format);
    var at = 0;
    while (at < format.length()) {
      if (format.charAt(at) != '%') {
        text.append(format.charAt(at));
        at++;
        continue;
      }
      if (!reference.region(at, format.length()).lookingAt()) {
        throw new IllegalArgumentException(
            "output " + template + " (expected: <field>, and %% for a percent sign)");
      }
      var field = reference.group(1);
      if (field == null) {
        text.append('%');
      } else if (!fields.contains(field)) {
        throw new IllegalArgumentException(
            "field <" + field + "> in the output (expected: one of the input's " + fields + ")");
      } else {
        texts.add(text.toString());
        text.setLength(0);
        used.add(field);
      }
      at = reference.end();
    }
    texts.add(text.toString());
  }

  @Override
  public @Nullable String output(String name, int compute) {
    return nodes == null ? outputByExpression(name) : outputByNodes(name, nodes);
  }

  private @Nullable String outputByNodes(String name, NodePattern pattern) {
    var places = pattern.match(name);
    if (places == null) {
      return null;
    }
    var output = new StringBuilder(texts.getFirst());
    for (var i = 0; i < fields.length; i++) {
      output
          .append(name, places[2 * fields[i]], places[2 * fields[i] + 1])
          .append(texts.get(i + 1));
    }
    return output.toString();
  }

  private @Nullable String outputByExpression(String name) {
    var match = expression.matches(name);
    if (!match.find()) {
      return null;
    }
    var output = new StringBuilder(texts.getFirst());
    for (var i = 0; i < fields.length; i++) {
      var value = match.group(groups[fields[i]]);
      // Python's word for a group that took no part.
      output.append(value == null ? "None" : value).append(texts.get(i + 1));
    }
    return output.toString();
  }

  @Override
  public NameTemplate template(int compute) {
    var parts = new ArrayList<NameTemplate.Part>();
    parts.add(new NameTemplate.Part.Text(texts.getFirst()));
    for (var i = 0; i < fields.length; i++) {
      parts.add(holes.get(fields[i]));
      parts.add(new NameTemplate.Part.Text(texts.get(i + 1)));
    }
    return new NameTemplate(outputTemplate, parts);
  }

  @Override
  public String text() {
    return inputPattern + " > " + outputTemplate;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CarbonNaming naming
        && inputPattern.equals(naming.inputPattern)
        && outputTemplate.equals(naming.outputTemplate);
  }

  @Override
  public int hashCode() {
    return 31 * inputPattern.hashCode() + outputTemplate.hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
