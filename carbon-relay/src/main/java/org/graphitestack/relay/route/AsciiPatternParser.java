// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import java.util.ArrayList;
import java.util.Optional;
import org.graphitestack.relay.route.PatternTree.Anchor;
import org.graphitestack.relay.route.PatternTree.Choice;
import org.graphitestack.relay.route.PatternTree.OneOf;
import org.graphitestack.relay.route.PatternTree.Repeat;
import org.graphitestack.relay.route.PatternTree.Sequence;

/// Takes a Python regular expression apart, as far as it can be asked of ASCII texts by a plain
/// automaton: no look-around, no references, no word boundaries, no letters beyond ASCII. It judges
/// no mistakes: a pattern it does not understand is left to an engine that explains.
final class AsciiPatternParser {

  private static final OneOf DIGITS = OneOf.range('0', '9');
  private static final OneOf WORD =
      DIGITS.or(OneOf.range('a', 'z')).or(OneOf.range('A', 'Z')).or(OneOf.character('_'));
  private static final OneOf SPACES = OneOf.range(0x09, 0x0d).or(OneOf.range(0x1c, 0x20));
  private static final OneOf BUT_NEWLINE = OneOf.character('\n').negated();

  /// Most times a part may be asked for by number.
  private static final int MAX_COUNT = 200;

  /// Says that a pattern is beyond this parser; never leaves the class.
  private static final class Beyond extends Exception {
    Beyond() {
      super("", null, false, false);
    }
  }

  private final String text;
  private final boolean ignoreCase;
  private int at;

  private AsciiPatternParser(String text, boolean ignoreCase) {
    this.text = text;
    this.ignoreCase = ignoreCase;
  }

  /// The pattern taken apart; empty if it holds something beyond ASCII automata.
  static Optional<PatternTree> parse(String python, boolean ignoreCase) {
    var inAnyCase = python.startsWith("(?i)");
    var parser =
        new AsciiPatternParser(inAnyCase ? python.substring(4) : python, ignoreCase || inAnyCase);
    try {
      var tree = parser.choice();
      return parser.at == parser.text.length() ? Optional.of(tree) : Optional.empty();
    } catch (Beyond _) {
      return Optional.empty();
    }
  }

  private boolean ended() {
    return at == text.length();
  }

  private char next() throws Beyond {
    if (ended()) {
      throw new Beyond();
    }
    return text.charAt(at++);
  }

  private boolean take(String expected) {
    if (!text.startsWith(expected, at)) {
      return false;
    }
    at += expected.length();
    return true;
  }

  private PatternTree choice() throws Beyond {
    var parts = new ArrayList<PatternTree>();
    parts.add(sequence());
    while (take("|")) {
      parts.add(sequence());
    }
    return parts.size() == 1 ? parts.getFirst() : new Choice(parts);
  }

  private PatternTree sequence() throws Beyond {
    var parts = new ArrayList<PatternTree>();
    while (!ended() && text.charAt(at) != '|' && text.charAt(at) != ')') {
      if (take("(?#")) {
        at = text.indexOf(')', at) + 1;
        if (at == 0) {
          throw new Beyond();
        }
        continue;
      }
      parts.add(repeated(atom()));
    }
    return new Sequence(parts);
  }

  private PatternTree repeated(PatternTree atom) throws Beyond {
    if (ended()) {
      return atom;
    }
    var repeat =
        switch (text.charAt(at)) {
          case '*' -> counted(atom, 0, Repeat.UNBOUNDED, at + 1);
          case '+' -> counted(atom, 1, Repeat.UNBOUNDED, at + 1);
          case '?' -> counted(atom, 0, 1, at + 1);
          case '{' -> braces(atom);
          default -> null;
        };
    if (repeat == null) {
      return atom;
    }
    // how greedily it is done does not change whether the whole is found
    take("?");
    if (!ended() && "*+?".indexOf(text.charAt(at)) >= 0) {
      throw new Beyond();
    }
    return repeat;
  }

  private Repeat counted(PatternTree atom, int least, int most, int end) throws Beyond {
    if (atom instanceof Anchor || least > MAX_COUNT || most > MAX_COUNT) {
      throw new Beyond();
    }
    at = end;
    return new Repeat(atom, least, most);
  }

  private Repeat braces(PatternTree atom) throws Beyond {
    var end = text.indexOf('}', at);
    var inner = end < 0 ? "" : text.substring(at + 1, end);
    if (!inner.matches("\\d{1,3}|\\d{1,3},\\d{0,3}|,\\d{1,3}")) {
      throw new Beyond();
    }
    var comma = inner.indexOf(',');
    var first = comma < 0 ? inner : inner.substring(0, comma);
    var second = comma < 0 ? inner : inner.substring(comma + 1);
    var least = first.isEmpty() ? 0 : Integer.parseInt(first);
    var most = second.isEmpty() ? Repeat.UNBOUNDED : Integer.parseInt(second);
    if (most != Repeat.UNBOUNDED && most < least) {
      throw new Beyond();
    }
    return counted(atom, least, most, end + 1);
  }

  private PatternTree atom() throws Beyond {
    var c = next();
    return switch (c) {
      case '.' -> BUT_NEWLINE;
      case '^' -> Anchor.START;
      case '$' -> Anchor.END;
      case '(' -> group();
      case '[' -> characterClass();
      case '\\' -> escape();
      case '*', '+', '?', ')' -> throw new Beyond();
      default -> literal(c);
    };
  }

  private PatternTree group() throws Beyond {
    if (take("?")) {
      if (take("P<")) {
        at = text.indexOf('>', at) + 1;
        if (at == 0) {
          throw new Beyond();
        }
      } else if (!take(":")) {
        throw new Beyond();
      }
    }
    var inner = choice();
    if (!take(")")) {
      throw new Beyond();
    }
    return inner;
  }

  private PatternTree escape() throws Beyond {
    var c = next();
    return switch (c) {
      case 'A' -> Anchor.START;
      case 'Z' -> Anchor.END;
      default -> escapedSet(c);
    };
  }

  private OneOf escapedSet(char c) throws Beyond {
    return switch (c) {
      case 'd' -> DIGITS;
      case 'D' -> DIGITS.negated();
      case 'w' -> WORD;
      case 'W' -> WORD.negated();
      case 's' -> SPACES;
      case 'S' -> SPACES.negated();
      default -> {
        if (Character.isLetterOrDigit(c)) {
          throw new Beyond();
        }
        yield literal(c);
      }
    };
  }

  private OneOf literal(char c) throws Beyond {
    if (c >= PatternTree.ASCII) {
      throw new Beyond();
    }
    var set = OneOf.character(c);
    return ignoreCase ? set.inAnyCase() : set;
  }

  private OneOf characterClass() throws Beyond {
    var negated = take("^");
    var set = OneOf.NONE;
    var first = true;
    while (first || text.charAt(at) != ']') {
      first = false;
      set = set.or(member());
      if (ended()) {
        throw new Beyond();
      }
    }
    at++;
    if (ignoreCase) {
      set = set.inAnyCase();
    }
    if (negated) {
      set = set.negated();
    }
    // a class without any ASCII would still be found in other texts, which the automaton can't say
    if (set.isEmpty()) {
      throw new Beyond();
    }
    return set;
  }

  /// One character, range or escape of a class.
  private OneOf member() throws Beyond {
    var c = next();
    if (c == '\\') {
      var escaped = next();
      if (Character.isLetterOrDigit(escaped)) {
        return escapedSet(escaped);
      }
      c = escaped;
    }
    if (c >= PatternTree.ASCII) {
      throw new Beyond();
    }
    if (at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']') {
      at++;
      var last = next();
      if (last == '\\') {
        last = next();
        if (Character.isLetterOrDigit(last)) {
          throw new Beyond();
        }
      }
      if (last >= PatternTree.ASCII || last < c) {
        throw new Beyond();
      }
      return OneOf.range(c, last);
    }
    return OneOf.character(c);
  }
}
