// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/// The text that takes the place of a match, in Python's notation.
final class Replacement {

  private final List<Part> parts;

  private Replacement(List<Part> parts) {
    this.parts = parts;
  }

  /// Plain text, or the number of a group.
  private sealed interface Part {

    record Plain(String text) implements Part {}

    record Group(int number) implements Part {}
  }

  static Replacement of(Invocation in, String parameter, Pattern pattern) {
    var text = in.text(parameter);
    var parts = new ArrayList<Part>();
    var plain = new StringBuilder();
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        plain.append(c);
        continue;
      }
      var next = text.charAt(++i);
      var end = i;
      String group;
      if (next == 'g' && text.startsWith("<", i + 1) && text.indexOf('>', i) > 0) {
        end = text.indexOf('>', i);
        group = text.substring(i + 2, end);
      } else if (next >= '1' && next <= '9') {
        var two = i + 1 < text.length() && Character.isDigit(text.charAt(i + 1));
        end = two ? i + 1 : i;
        group = text.substring(i, end + 1);
      } else {
        plain.append(unescaped(next));
        continue;
      }
      i = end;
      parts.add(new Part.Plain(plain.toString()));
      plain.setLength(0);
      parts.add(new Part.Group(number(in, parameter, pattern, group)));
    }
    parts.add(new Part.Plain(plain.toString()));
    return new Replacement(parts);
  }

  private static String unescaped(char c) {
    return switch (c) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case '\\' -> "\\";
      default -> "\\" + c;
    };
  }

  private static int number(Invocation in, String parameter, Pattern pattern, String group) {
    var named = pattern.namedGroups().get(group);
    if (named != null) {
      return named;
    }
    try {
      var number = Integer.parseInt(group);
      if (number <= pattern.groupCount()) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      throw in.wrong(parameter, "groups that the expression has; there is none called " + group);
    }
    throw in.wrong(
        parameter, "groups up to " + pattern.groupCount() + ", as many as the expression has");
  }

  void appendTo(StringBuilder result, Matcher matcher) {
    for (var part : parts) {
      switch (part) {
        case Part.Plain(var text) -> result.append(text);
        case Part.Group(var number) -> {
          var group = matcher.group(number);
          result.append(group == null ? "" : group);
        }
      }
    }
  }
}
