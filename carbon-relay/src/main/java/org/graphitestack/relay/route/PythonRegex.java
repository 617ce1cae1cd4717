// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A regular expression as Python's `re.search` reads it, translated for the engines at hand.
///
/// The grammars are close; what differs in patterns people write is translated: `(?P<name>…)` and
/// `(?P=name)`, `\Z`, comments `(?#…)`, a `{` that begins no repetition, `{,n}`, and `[` or `&&`
/// inside a class. Escapes that mean something only to an engine are refused, as Python does.
/// Classes such as `\w` know all scripts, as in Python.
public final class PythonRegex {

  /// Who runs the translation.
  private enum Engine {
    /// The JDK's: knows all that Python knows, and backtracks.
    JDK,
    /// RE2/J: linear in the text, without look-around and back-references.
    RE2
  }

  /// Letters that Python allows behind a backslash.
  private static final String KNOWN_ESCAPES = "AbBdDsSwWZafnrtvxuUN";

  private static final String RE2_WORD = "\\p{L}\\p{N}_";
  private static final String RE2_SPACE = "\\s\\x{1c}-\\x{1f}\\x{85}\\p{Z}";

  private final String python;
  private final Engine engine;
  private final StringBuilder translated = new StringBuilder();
  private int at;

  private PythonRegex(String python, Engine engine) {
    this.python = python;
    this.engine = engine;
  }

  /// Compiles a pattern; the result tells whether it is found anywhere in a text. Runs on the JDK's
  /// engine: for patterns of the owner on texts of the owner.
  ///
  /// @throws IllegalArgumentException if the pattern is none; the message says where
  public static Predicate<String> search(String pattern) {
    return compile(pattern).asPredicate();
  }

  /// The pattern for the JDK's engine.
  ///
  /// @throws IllegalArgumentException if the pattern is none; the message says where
  public static Pattern compile(String pattern) {
    return jdk(pattern, false);
  }

  /// The pattern for the JDK's engine.
  ///
  /// @throws IllegalArgumentException if the pattern is none; the message says where
  static Pattern jdk(String pattern, boolean ignoreCase) {
    var translated = new PythonRegex(pattern, Engine.JDK).translate();
    var flags =
        Pattern.UNICODE_CHARACTER_CLASS
            | (ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
    try {
      return Pattern.compile(translated, flags);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          e.getDescription() + " at character " + Math.max(0, e.getIndex()) + " of " + pattern, e);
    }
  }

  /// The pattern's text for RE2/J, which may still refuse it.
  ///
  /// @throws IllegalArgumentException if there is no such text
  static String re2(String pattern) {
    return new PythonRegex(pattern, Engine.RE2).translate();
  }

  private String translate() {
    while (at < python.length()) {
      var c = python.charAt(at);
      switch (c) {
        case '\\' -> escape(false);
        case '[' -> characterClass();
        case '(' -> group();
        case '{' -> brace();
        default -> copy(1);
      }
    }
    return translated.toString();
  }

  private void copy(int characters) {
    translated.append(python, at, Math.min(python.length(), at + characters));
    at += characters;
  }

  private void escape(boolean inClass) {
    if (at + 1 == python.length()) {
      throw invalid("a backslash at the end");
    }
    var c = python.charAt(at + 1);
    if (c == 'Z') {
      replace("\\z");
    } else if (c == 'a') {
      replace("\\x07");
    } else if (c == 'v') {
      replace("\\x0b");
    } else if (Character.isLetter(c) && KNOWN_ESCAPES.indexOf(c) < 0) {
      throw invalid("the escape \\" + c);
    } else if (engine == Engine.RE2) {
      escapeForRe2(c, inClass);
    } else {
      copy(2);
    }
  }

  /// RE2's own `\w`, `\d` and `\s` know ASCII only.
  private void escapeForRe2(char c, boolean inClass) {
    switch (c) {
      case 'w' -> replace(inClass ? RE2_WORD : "[" + RE2_WORD + "]");
      case 's' -> replace(inClass ? RE2_SPACE : "[" + RE2_SPACE + "]");
      case 'd' -> replace("\\p{Nd}");
      case 'D' -> replace("\\P{Nd}");
      case 'W', 'S' -> {
        if (inClass) {
          throw invalid("for RE2, \\" + c + " inside a class");
        }
        replace("[^" + (c == 'W' ? RE2_WORD : RE2_SPACE) + "]");
      }
      default -> copy(2);
    }
  }

  private void replace(String escape) {
    translated.append(escape);
    at += 2;
  }

  private void characterClass() {
    var begin = at;
    copy(1);
    if (at < python.length() && python.charAt(at) == '^') {
      copy(1);
    }
    var first = true;
    while (at < python.length() && (first || python.charAt(at) != ']')) {
      var c = python.charAt(at);
      if (c == '\\') {
        escape(true);
      } else if (c == '[' || c == '&' || (first && c == ']')) {
        translated.append('\\');
        copy(1);
      } else {
        copy(1);
      }
      first = false;
    }
    if (at >= python.length()) {
      at = begin;
      throw invalid("a class without its end");
    }
    copy(1);
  }

  private void group() {
    if (python.startsWith("(?P<", at)) {
      translated.append(engine == Engine.JDK ? "(?<" : "(?P<");
      at += "(?P<".length();
    } else if (python.startsWith("(?P=", at)) {
      var end = python.indexOf(')', at);
      if (end < 0) {
        throw invalid("a reference without its end");
      }
      translated.append("\\k<").append(python, at + "(?P=".length(), end).append('>');
      at = end + 1;
    } else if (python.startsWith("(?#", at)) {
      var end = python.indexOf(')', at);
      if (end < 0) {
        throw invalid("a comment without its end");
      }
      at = end + 1;
    } else {
      copy(1);
    }
  }

  /// A brace is a repetition only as `{m}`, `{m,}`, `{,n}` or `{m,n}`, else it is itself.
  private void brace() {
    var end = python.indexOf('}', at);
    var inner = end < 0 ? "" : python.substring(at + 1, end);
    if (!inner.matches("\\d+|\\d+,\\d*|,\\d+")) {
      translated.append("\\{");
      at++;
      return;
    }
    translated.append('{').append(inner.startsWith(",") ? "0" : "").append(inner).append('}');
    at = end + 1;
  }

  private IllegalArgumentException invalid(String what) {
    return new IllegalArgumentException(what + " at character " + at + " of " + python);
  }
}
