// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// A Python file cut into statements, each a list of tokens: comments are gone, brackets and
/// backslashes join lines. Nothing is executed, and nothing else of the language is understood.
final class PythonStatements {

  private static final String OPENING = "([{";
  private static final String CLOSING = ")]}";
  private static final int LONGEST_PREFIX = 2;

  /// One statement.
  ///
  /// @param line where it begins, from 1
  /// @param indented whether it is part of another one
  record Statement(int line, boolean indented, List<PythonToken> tokens) {}

  private final String source;
  private final String text;
  private final List<Statement> statements = new ArrayList<>();
  private final Deque<Character> brackets = new ArrayDeque<>();
  private List<PythonToken> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private int indent;
  private boolean atLineStart = true;

  private PythonStatements(String source, String text) {
    this.source = source;
    this.text = text;
  }

  /// The statements of a file.
  ///
  /// @param source names it in messages
  /// @throws InvalidConfigException if a text or a bracket does not end
  static List<Statement> of(String source, String text) throws InvalidConfigException {
    var plain = text.startsWith("\ufeff") ? text.substring(1) : text;
    var reading = new PythonStatements(source, plain.replace("\r\n", "\n").replace('\r', '\n'));
    reading.read();
    return reading.statements;
  }

  private void read() throws InvalidConfigException {
    while (at < text.length()) {
      var c = text.charAt(at);
      if (atLineStart && brackets.isEmpty()) {
        measureIndent();
        atLineStart = false;
      } else if (c == '\n') {
        newLine();
      } else if (c == '#') {
        skipComment();
      } else if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
        at += 2;
        line++;
      } else if (c == ';' && brackets.isEmpty()) {
        at++;
        endStatement();
      } else if (c == ' ' || c == '\t' || c == '\f') {
        at++;
      } else {
        readToken();
      }
    }
    if (!brackets.isEmpty()) {
      throw wrong("a bracket " + brackets.peek() + " that does not end", "its closing one");
    }
    endStatement();
  }

  private void measureIndent() {
    var from = at;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    indent = at - from;
  }

  private void newLine() {
    at++;
    line++;
    if (brackets.isEmpty()) {
      endStatement();
      atLineStart = true;
    }
  }

  private void skipComment() {
    while (at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
  }

  private void endStatement() {
    if (!tokens.isEmpty()) {
      statements.add(new Statement(tokens.getFirst().line(), indent > 0, List.copyOf(tokens)));
      tokens = new ArrayList<>();
    }
  }

  private void readToken() throws InvalidConfigException {
    var c = text.charAt(at);
    if (Character.isDigit(c) || (c == '.' && Character.isDigit(charAt(at + 1)))) {
      readNumber();
    } else if (c == '"' || c == '\'') {
      readText("");
    } else if (Character.isUnicodeIdentifierStart(c) || c == '_') {
      readName();
    } else {
      readSign(c);
    }
  }

  private void readNumber() {
    var from = at;
    while (Character.isLetterOrDigit(charAt(at))
        || charAt(at) == '_'
        || charAt(at) == '.'
        || ((charAt(at) == '-' || charAt(at) == '+')
            && "eE".indexOf(charAt(at - 1)) >= 0
            && !text.startsWith("0x", from))) {
      at++;
    }
    add(PythonToken.Kind.NUMBER, text.substring(from, at), line);
  }

  private void readName() throws InvalidConfigException {
    var from = at;
    while (Character.isUnicodeIdentifierPart(charAt(at)) && charAt(at) != 0) {
      at++;
    }
    var name = text.substring(from, at);
    if (name.length() <= LONGEST_PREFIX && (charAt(at) == '"' || charAt(at) == '\'')) {
      readText(name.toLowerCase(Locale.ROOT));
    } else {
      add(PythonToken.Kind.NAME, name, line);
    }
  }

  private void readText(String prefix) throws InvalidConfigException {
    var begins = line;
    var quote = text.substring(at, at + 1);
    var end = text.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
    at += end.length();
    var value = new StringBuilder();
    var raw = prefix.contains("r");
    while (!text.startsWith(end, at)) {
      if (at >= text.length() || (end.length() == 1 && text.charAt(at) == '\n')) {
        line = begins;
        throw wrong("a text that does not end", "another " + end);
      }
      var c = text.charAt(at++);
      if (c == '\n') {
        line++;
      }
      if (c != '\\' || at >= text.length()) {
        value.append(c);
      } else if (raw) {
        value.append(c).append(text.charAt(at++));
      } else {
        readEscape(value);
      }
    }
    at += end.length();
    var plain = prefix.isEmpty() || prefix.equals("r") || prefix.equals("u") || prefix.equals("ur");
    add(plain ? PythonToken.Kind.TEXT : PythonToken.Kind.OTHER_TEXT, value.toString(), begins);
  }

  private void readEscape(StringBuilder value) throws InvalidConfigException {
    var c = text.charAt(at++);
    switch (c) {
      case '\n' -> line++;
      case 'n' -> value.append('\n');
      case 't' -> value.append('\t');
      case 'r' -> value.append('\r');
      case '\\', '\'', '"' -> value.append(c);
      case 'x' -> readCode(value, 2);
      case 'u' -> readCode(value, 4);
      default -> value.append('\\').append(c);
    }
  }

  private void readCode(StringBuilder value, int digits) throws InvalidConfigException {
    try {
      value.append((char) Integer.parseInt(text.substring(at, at + digits), 16));
      at += digits;
    } catch (NumberFormatException | IndexOutOfBoundsException _) {
      throw wrong("an escape of another length", digits + " hexadecimal digits");
    }
  }

  private void readSign(char c) throws InvalidConfigException {
    if (OPENING.indexOf(c) >= 0) {
      brackets.push(c);
    } else if (CLOSING.indexOf(c) >= 0) {
      if (brackets.isEmpty() || OPENING.indexOf(brackets.pop()) != CLOSING.indexOf(c)) {
        throw wrong("a bracket " + c, "none here");
      }
    }
    var two = text.substring(at, Math.min(text.length(), at + 2));
    var sign = two.equals("+=") || two.equals("==") ? two : String.valueOf(c);
    at += sign.length();
    add(PythonToken.Kind.SIGN, sign, line);
  }

  private void add(PythonToken.Kind kind, String value, int where) {
    tokens.add(new PythonToken(kind, value, where));
  }

  private char charAt(int index) {
    return index < text.length() ? text.charAt(index) : 0;
  }

  private InvalidConfigException wrong(String found, String expected) {
    return new InvalidConfigException(source + ":" + line, found, expected);
  }
}
