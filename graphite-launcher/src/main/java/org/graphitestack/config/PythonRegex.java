// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A regular expression as Python's `re.search` reads it, run by the JDK's engine.
///
/// The two grammars are close; what differs in patterns people write is translated: `(?P<name>…)`
/// and `(?P=name)`, `\Z`, comments `(?#…)`, a `{` that begins no repetition, `{,n}`, and `[` or
/// `&&` inside a class. Escapes that mean something only to the JDK are refused, as Python does.
/// Classes such as `\w` know all scripts, as in Python.
///
/// Patterns come from the owner's own files, so the engine need not be one of linear time.
final class PythonRegex {

  /// Letters that Python allows behind a backslash.
  private static final String KNOWN_ESCAPES = "AbBdDsSwWZafnrtvxuUN";

  private final String python;
  private final StringBuilder java = new StringBuilder();
  private int at;

  private PythonRegex(String python) {
    this.python = python;
  }

  /// Compiles a pattern; the result tells whether it is found anywhere in a text.
  ///
  /// @throws IllegalArgumentException if the pattern is none; the message says where
  static Predicate<String> search(String pattern) {
    var translated = new PythonRegex(pattern).translated();
    try {
      return Pattern.compile(translated, Pattern.UNICODE_CHARACTER_CLASS).asPredicate();
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          e.getDescription() + " at character " + Math.max(0, e.getIndex()) + " of " + pattern, e);
    }
  }

  private String translated() {
    while (at < python.length()) {
      var c = python.charAt(at);
      switch (c) {
        case '\\' -> escape();
        case '[' -> characterClass();
        case '(' -> group();
        case '{' -> brace();
        default -> copy(1);
      }
    }
    return java.toString();
  }

  private void copy(int characters) {
    java.append(python, at, Math.min(python.length(), at + characters));
    at += characters;
  }

  private void escape() {
    if (at + 1 == python.length()) {
      throw invalid("a backslash at the end");
    }
    var c = python.charAt(at + 1);
    if (c == 'Z') {
      java.append("\\z");
      at += 2;
    } else if (c == 'a') {
      java.append("\\x07");
      at += 2;
    } else if (c == 'v') {
      java.append("\\x0b");
      at += 2;
    } else if (Character.isLetter(c) && KNOWN_ESCAPES.indexOf(c) < 0) {
      throw invalid("the escape \\" + c);
    } else {
      copy(2);
    }
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
        escape();
      } else if (c == '[' || c == '&' || (first && c == ']')) {
        java.append('\\');
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
      java.append("(?<");
      at += "(?P<".length();
    } else if (python.startsWith("(?P=", at)) {
      var end = python.indexOf(')', at);
      if (end < 0) {
        throw invalid("a reference without its end");
      }
      java.append("\\k<").append(python, at + "(?P=".length(), end).append('>');
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
      java.append("\\{");
      at++;
      return;
    }
    java.append('{').append(inner.startsWith(",") ? "0" : "").append(inner).append('}');
    at = end + 1;
  }

  private IllegalArgumentException invalid(String what) {
    return new IllegalArgumentException(what + " at character " + at + " of " + python);
  }
}
