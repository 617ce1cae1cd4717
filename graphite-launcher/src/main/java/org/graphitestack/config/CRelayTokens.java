// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.util.ArrayList;
import java.util.List;

/// A configuration file of carbon-c-relay, cut into words.
///
/// - words are of letters, digits and `[](){}|\^?*$&%<>:/,._+-`; `\` and a blank is a blank
/// - text in quotes may hold anything; a backslash there keeps the character behind it, and goes
/// - `=` and `;` stand for themselves
/// - from `#` to the end of the line is a comment
record CRelayTokens(List<Token> tokens) {

  private static final String WORD_MARKS = "[](){}|\\^?*$&%<>:/,._+-";

  /// What a token is.
  enum Kind {
    WORD,
    QUOTED,
    EQUALS,
    SEMICOLON,
    END
  }

  /// A piece of the file.
  ///
  /// @param place file, line and column, for messages
  record Token(Kind kind, String text, String place) {

    boolean is(String keyword) {
      return kind == Kind.WORD && text.equals(keyword);
    }

    boolean isText() {
      return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /// The token in messages.
    String found() {
      return switch (kind) {
        case WORD, EQUALS, SEMICOLON -> text;
        case QUOTED -> "\"" + text + "\"";
        case END -> "the end of the file";
      };
    }
  }

  /// Cuts a file's text.
  ///
  /// @param source the file, for messages
  static CRelayTokens of(String source, String text) throws InvalidConfigException {
    return new CRelayTokens(new Cutter(source, text).cut());
  }

  private static final class Cutter {

    private final String source;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    Cutter(String source, String text) {
      this.source = source;
      this.text = text;
    }

    List<Token> cut() throws InvalidConfigException {
      while (at < text.length()) {
        var c = text.charAt(at);
        if (c == '\n') {
          at++;
          line++;
          lineStart = at;
        } else if (c == ' ' || c == '\t' || c == '\r') {
          at++;
        } else if (c == '#') {
          var end = text.indexOf('\n', at);
          at = end < 0 ? text.length() : end;
        } else if (c == ';') {
          single(Kind.SEMICOLON);
        } else if (c == '=') {
          single(Kind.EQUALS);
        } else if (c == '"') {
          quoted();
        } else if (inWord(c)) {
          word();
        } else {
          throw new InvalidConfigException(
              place(), "character " + c, "a word, or \"text in quotes\"");
        }
      }
      tokens.add(new Token(Kind.END, "", place()));
      return tokens;
    }

    private String place() {
      return source + ":" + line + ":" + (at - lineStart + 1);
    }

    private void single(Kind kind) {
      tokens.add(new Token(kind, text.substring(at, at + 1), place()));
      at++;
    }

    private void quoted() throws InvalidConfigException {
      var place = place();
      var inner = new StringBuilder();
      at++;
      while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
        at += text.charAt(at) == '\\' && at + 1 < text.length() ? 1 : 0;
        inner.append(text.charAt(at++));
      }
      if (at == text.length() || text.charAt(at) == '\n') {
        throw new InvalidConfigException(
            place, "text without its closing quote", "\"text in quotes\" within a line");
      }
      if (inner.isEmpty()) {
        throw new InvalidConfigException(place, "empty text in quotes", "at least a character");
      }
      at++;
      tokens.add(new Token(Kind.QUOTED, inner.toString(), place));
    }

    private void word() {
      var place = place();
      var start = at;
      while (at < text.length()
          && (inWord(text.charAt(at))
              || (text.charAt(at) == ' ' && text.charAt(at - 1) == '\\' && isWord(at + 1)))) {
        at++;
      }
      tokens.add(new Token(Kind.WORD, text.substring(start, at), place));
    }

    private boolean isWord(int index) {
      return index < text.length() && inWord(text.charAt(index));
    }

    private static boolean inWord(char c) {
      return (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || WORD_MARKS.indexOf(c) >= 0;
    }
  }
}
