// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.graphitestack.relay.route.NamePattern.Matches;

/// What takes the place of a match: text with references to the match's groups. Two notations are
/// read, Python's and carbon-c-relay's.
///
/// @param text as it was written
/// @param parts text and references in their order
public record Replacement(String text, List<Part> parts) {

  /// Text, or what a group stands for.
  public sealed interface Part {

    record Plain(String text) implements Part {}

    /// What a group stands for.
    ///
    /// @param number 0 for the whole match
    /// @param dotsToUnderscores whether `.` becomes `_`
    record Group(int number, LetterCase letters, boolean dotsToUnderscores) implements Part {}
  }

  /// What becomes of a group's letters.
  public enum LetterCase {
    AS_THEY_ARE,
    LOWER,
    UPPER
  }

  public Replacement {
    parts = List.copyOf(parts);
  }

  /// Reads the notation of Python's `re.sub`: `\1`, `\g<1>`, `\g<name>`; `\\` is a backslash.
  ///
  /// @param pattern whose groups are meant
  /// @throws IllegalArgumentException if it refers to a group that is not there, or Python would
  ///   refuse an escape
  public static Replacement python(String text, NamePattern pattern) {
    return new Reader(text, pattern).python();
  }

  /// Reads carbon-c-relay's notation: `\1` or `\g{1}`; `\_1` in small letters, `\^1` in capitals,
  /// `\.1` with underscores for dots, or `\_.1`, `\^.1`.
  ///
  /// @param pattern whose groups are meant
  /// @throws IllegalArgumentException if it refers to a group that is not there
  public static Replacement carbonRelay(String text, NamePattern pattern) {
    return new Reader(text, pattern).carbonRelay();
  }

  /// A name with this in the place of what a pattern finds.
  ///
  /// @param pattern the one this was read for
  /// @param everywhere whether every place is replaced, or the first one only
  public String applyTo(String name, NamePattern pattern, boolean everywhere) {
    var matches = pattern.matches(name);
    var out = new StringBuilder();
    var copied = 0;
    while (matches.find()) {
      out.append(name, copied, matches.start());
      appendTo(out, matches);
      copied = matches.end();
      if (!everywhere) {
        break;
      }
    }
    return out.append(name, copied, name.length()).toString();
  }

  void appendTo(StringBuilder out, Matches match) {
    for (var part : parts) {
      switch (part) {
        case Part.Plain(var plain) -> out.append(plain);
        case Part.Group(var number, var letters, var dotsToUnderscores) -> {
          var group = match.group(number);
          if (group == null) {
            continue;
          }
          var inCase =
              switch (letters) {
                case AS_THEY_ARE -> group;
                case LOWER -> group.toLowerCase(Locale.ROOT);
                case UPPER -> group.toUpperCase(Locale.ROOT);
              };
          out.append(dotsToUnderscores ? inCase.replace('.', '_') : inCase);
        }
      }
    }
  }

  @Override
  public String toString() {
    return text;
  }

  private static final class Reader {

    private final String text;
    private final NamePattern pattern;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private int at;

    Reader(String text, NamePattern pattern) {
      this.text = text;
      this.pattern = pattern;
    }

    Replacement python() {
      while (at < text.length()) {
        var c = text.charAt(at++);
        if (c != '\\') {
          plain.append(c);
          continue;
        }
        if (at == text.length()) {
          throw invalid("a backslash at the end", "\\\\ for a backslash");
        }
        pythonEscape(text.charAt(at++));
      }
      return finished();
    }

    private void pythonEscape(char c) {
      if (c == 'g') {
        var end = text.indexOf('>', at);
        if (end < 0 || text.charAt(at) != '<') {
          throw invalid("\\g", "\\g<number> or \\g<name>");
        }
        group(number(text.substring(at + 1, end)), LetterCase.AS_THEY_ARE, false);
        at = end + 1;
      } else if (c >= '1' && c <= '9') {
        var number = c - '0';
        if (at < text.length() && isDigit(text.charAt(at))) {
          number = number * 10 + text.charAt(at++) - '0';
        }
        group(number, LetterCase.AS_THEY_ARE, false);
      } else if (c == '\\') {
        plain.append('\\');
      } else if (Character.isLetterOrDigit(c)) {
        // control characters could be written so, but no name may hold one
        throw invalid("\\" + c, "\\1 to \\99, \\g<number>, \\g<name> or \\\\");
      } else {
        plain.append('\\').append(c);
      }
    }

    private int number(String name) {
      var named = pattern.groupNames().get(name);
      if (named != null) {
        return named;
      }
      if (!name.matches("[0-9]{1,2}")) {
        throw invalid("\\g<" + name + ">", "a group of " + pattern);
      }
      return Integer.parseInt(name);
    }

    Replacement carbonRelay() {
      while (at < text.length()) {
        var c = text.charAt(at++);
        if (c == '\\' && at < text.length()) {
          carbonRelayEscape();
        } else {
          plain.append(c);
        }
      }
      return finished();
    }

    private void carbonRelayEscape() {
      var letters =
          switch (text.charAt(at)) {
            case '_' -> LetterCase.LOWER;
            case '^' -> LetterCase.UPPER;
            default -> LetterCase.AS_THEY_ARE;
          };
      var ahead = letters == LetterCase.AS_THEY_ARE ? at : at + 1;
      var dots = text.startsWith(".", ahead);
      ahead += dots ? 1 : 0;
      var braces = text.startsWith("g{", ahead);
      var digits = ahead + (braces ? 2 : 0);
      var end = digits;
      while (end < text.length() && isDigit(text.charAt(end)) && end < digits + 2) {
        end++;
      }
      if (end == digits || (braces && !text.startsWith("}", end))) {
        // no reference: what stands behind the backslash stands for itself
        plain.append(text.charAt(at++));
        return;
      }
      group(Integer.parseInt(text, digits, end, 10), letters, dots);
      at = end + (braces ? 1 : 0);
    }

    private void group(int number, LetterCase letters, boolean dots) {
      if (number > pattern.groupCount()) {
        throw invalid("group " + number, "at most the " + pattern.groupCount() + " of " + pattern);
      }
      flush();
      parts.add(new Part.Group(number, letters, dots));
    }

    private Replacement finished() {
      flush();
      return new Replacement(text, parts);
    }

    private void flush() {
      if (!plain.isEmpty()) {
        parts.add(new Part.Plain(plain.toString()));
        plain.setLength(0);
      }
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }

    private IllegalArgumentException invalid(String found, String expected) {
      return new IllegalArgumentException(
          found + " in replacement \"" + text + "\" (expected: " + expected + ")");
    }
  }
}
