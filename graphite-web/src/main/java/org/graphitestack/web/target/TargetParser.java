// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.target;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphitestack.web.target.Expression.Call;
import org.graphitestack.web.target.Expression.Flag;
import org.graphitestack.web.target.Expression.Infinity;
import org.graphitestack.web.target.Expression.Literal;
import org.graphitestack.web.target.Expression.None;
import org.graphitestack.web.target.Expression.Path;
import org.graphitestack.web.target.Expression.Real;
import org.graphitestack.web.target.Expression.Template;
import org.graphitestack.web.target.Expression.Text;
import org.graphitestack.web.target.Expression.Whole;
import org.jspecify.annotations.Nullable;

/// Reads a target by recursive descent, one method per rule of the grammar:
///
/// ```
/// target   = piped                                 (what follows is left out)
/// piped    = ( template | call | path ) { "|" call }
/// template = "template" "(" ( call | path ) [ "," ( literals | named literals ) ] ")"
/// call     = name "(" [ argument { "," argument } [ "," named { "," named } ] ] ")"
/// argument = true | false | number | none | string | inf | piped
/// path     = element { "." element }               (no spaces inside)
/// ```
///
/// Dashboards depend on graphite-web reading the longest prefix that fits and trying the rules in
/// this order, so that rule is kept: a call with a mistake inside is read as the path of its name.
/// Every rule gives null where it does not fit. Calls and pipes are remembered by position, so a
/// text is read in linear time however often a rule is tried.
///
/// One parser reads one text; it is not shared.
public final class TargetParser {

  /// Longest text that is read.
  public static final int MAX_LENGTH = 1 << 17;

  /// How deep calls may nest.
  public static final int MAX_DEPTH = 200;

  private static final String PATH_STOPPERS = "(){},.'\"\\|";
  private static final String ESCAPABLE = "(){},.'\"\\|=";

  private final String text;
  private final boolean unicodePaths;
  private final Map<Integer, Match<Expression>> pipes = new HashMap<>();
  private final Map<Integer, Match<Call>> calls = new HashMap<>();
  private int depth;
  private int farthest;

  private TargetParser(String text, boolean unicodePaths) {
    this.text = text;
    this.unicodePaths = unicodePaths;
  }

  /// What a rule found: nothing, or a value and the index after it.
  private record Match<T>(@Nullable T value, int end) {}

  /// The farthest nesting that is tried is too deep.
  private static final class TooDeep extends RuntimeException {

    private final int position;

    TooDeep(int position) {
      super(null, null, false, false);
      this.position = position;
    }
  }

  /// Reads a target whose paths are ASCII, graphite-web's default.
  ///
  /// @throws TargetSyntaxException if not even its beginning can be read, or it is longer than
  ///   [#MAX_LENGTH] or nested deeper than [#MAX_DEPTH]
  public static Target parse(String text) throws TargetSyntaxException {
    return parse(text, false);
  }

  /// Reads a target.
  ///
  /// @param unicodePaths whether paths may hold characters beyond ASCII (graphite-web's
  ///   `UTF8_METRICS`)
  public static Target parse(String text, boolean unicodePaths) throws TargetSyntaxException {
    if (text.length() > MAX_LENGTH) {
      throw new TargetSyntaxException(
          MAX_LENGTH, text.length() + " characters", "at most " + MAX_LENGTH);
    }
    var parser = new TargetParser(text, unicodePaths);
    try {
      var match = parser.piped(0);
      if (match.value == null) {
        throw new TargetSyntaxException(
            parser.farthest, parser.found(parser.farthest), "a metric path or a function call");
      }
      return new Target(text, match.value, match.end);
    } catch (TooDeep deep) {
      throw new TargetSyntaxException(
          deep.position, "a call nested " + (MAX_DEPTH + 1) + " deep", "at most " + MAX_DEPTH);
    }
  }

  private String found(int position) {
    return position >= text.length() ? "the end" : "'" + text.charAt(position) + "'";
  }

  private Match<Expression> piped(int from) {
    var start = skipSpaces(from);
    var known = pipes.get(start);
    if (known == null) {
      if (++depth > MAX_DEPTH) {
        throw new TooDeep(start);
      }
      known = readPiped(start);
      depth--;
      pipes.put(start, known);
    }
    return known;
  }

  private Match<Expression> readPiped(int start) {
    Match<? extends Expression> left = template(start);
    if (left.value == null) {
      left = call(start);
    }
    if (left.value == null) {
      left = path(start);
    }
    if (left.value == null) {
      return new Match<>(null, start);
    }
    Expression value = left.value;
    var end = left.end;
    while (true) {
      var bar = skipSpaces(end);
      if (!at(bar, '|')) {
        return new Match<>(value, end);
      }
      var right = call(skipSpaces(bar + 1));
      if (right.value == null) {
        return new Match<>(value, end);
      }
      value = applied(right.value, value);
      end = right.end;
    }
  }

  private static Call applied(Call call, Expression first) {
    var arguments = new ArrayList<Expression>(call.arguments().size() + 1);
    arguments.add(first);
    arguments.addAll(call.arguments());
    return new Call(call.function(), arguments, call.named(), call.text(), call.at());
  }

  private Match<Template> template(int start) {
    var nothing = new Match<Template>(null, start);
    if (!text.startsWith("template", start)) {
      return nothing;
    }
    var open = skipSpaces(start + "template".length());
    if (!at(open, '(')) {
      return nothing;
    }
    var inside = skipSpaces(open + 1);
    Match<? extends Expression> body = call(inside);
    if (body.value == null) {
      body = path(inside);
    }
    if (body.value == null) {
      return nothing;
    }
    var positional = new ArrayList<Literal>();
    var named = new LinkedHashMap<String, Literal>();
    var next = skipSpaces(body.end);
    while (at(next, ',')) {
      var argument = skipSpaces(next + 1);
      var key = keyword(argument);
      var value = numberOrString(key.value == null ? argument : key.end);
      if (value.value == null) {
        return nothing;
      }
      if (key.value == null && named.isEmpty()) {
        positional.add(value.value);
      } else if (key.value != null && positional.isEmpty()) {
        named.put(key.value, value.value);
      } else {
        return nothing;
      }
      next = skipSpaces(value.end);
    }
    return at(next, ')')
        ? new Match<>(new Template(body.value, positional, named, start), next + 1)
        : nothing;
  }

  private Match<Call> call(int start) {
    var known = calls.get(start);
    if (known == null) {
      known = readCall(start);
      calls.put(start, known);
    }
    return known;
  }

  private Match<Call> readCall(int start) {
    var nothing = new Match<Call>(null, start);
    var name = name(start);
    var open = skipSpaces(name);
    if (name == start || !at(open, '(')) {
      return nothing;
    }
    var arguments = new ArrayList<Expression>();
    var named = new LinkedHashMap<String, Expression>();
    var next = skipSpaces(open + 1);
    while (!at(next, ')')) {
      if (!arguments.isEmpty()) {
        if (!at(next, ',')) {
          return failed(nothing, next);
        }
        next = skipSpaces(next + 1);
      }
      var key = keyword(next);
      var value = argument(key.value == null ? next : key.end);
      if (key.value != null && value.value == null) {
        key = new Match<>(null, next);
        value = argument(next);
      }
      if (value.value == null) {
        return failed(nothing, next);
      }
      if (key.value == null) {
        if (!named.isEmpty()) {
          return failed(nothing, next);
        }
        arguments.add(value.value);
      } else if (arguments.isEmpty()) {
        return failed(nothing, next);
      } else {
        named.put(key.value, value.value);
      }
      next = skipSpaces(value.end);
    }
    var end = next + 1;
    return new Match<>(
        new Call(text.substring(start, name), arguments, named, text.substring(start, end), start),
        end);
  }

  private <T> Match<T> failed(Match<T> nothing, int position) {
    farthest = Math.max(farthest, position);
    return nothing;
  }

  private Match<? extends Expression> argument(int from) {
    var start = skipSpaces(from);
    for (var word : List.of("true", "false")) {
      if (keywordAt(start, word)) {
        return new Match<>(new Flag(word.equals("true"), start), start + word.length());
      }
    }
    var number = number(start);
    if (number.value != null) {
      return number;
    }
    if (keywordAt(start, "none")) {
      return new Match<>(new None(start), start + 4);
    }
    var string = string(start);
    if (string.value != null) {
      return string;
    }
    if (keywordAt(start, "inf")) {
      return new Match<>(new Infinity(start), start + 3);
    }
    return piped(start);
  }

  private Match<? extends Literal> numberOrString(int from) {
    var start = skipSpaces(from);
    var number = number(start);
    return number.value != null ? number : string(start);
  }

  /// A word of the language: followed by nothing that could continue a name.
  private boolean keywordAt(int start, String word) {
    var end = start + word.length();
    return text.regionMatches(true, start, word, 0, word.length())
        && (end >= text.length()
            || !(isNameCharacter(text.charAt(end)) || text.charAt(end) == '$'));
  }

  /// The name and equals sign before the value of a keyword argument.
  private Match<String> keyword(int start) {
    var end = name(start);
    var equals = skipSpaces(end);
    return end > start && at(equals, '=')
        ? new Match<>(text.substring(start, end), skipSpaces(equals + 1))
        : new Match<>(null, start);
  }

  /// Index after the name at `start`, or `start`.
  private int name(int start) {
    var end = start;
    while (end < text.length()
        && isNameCharacter(text.charAt(end))
        && (end > start || !isDigit(text.charAt(end)))) {
      end++;
    }
    return end;
  }

  private Match<Literal> number(int start) {
    var nothing = new Match<Literal>(null, start);
    var end = digits(at(start, '-') ? start + 1 : start);
    if (end < 0) {
      return nothing;
    }
    var real = false;
    if (at(end, '.')) {
      var fraction = digits(end + 1);
      if (fraction < 0) {
        return nothing;
      }
      end = fraction;
      real = true;
    }
    if (at(end, 'e') || at(end, 'E')) {
      var exponent = digits(at(end + 1, '-') ? end + 2 : end + 1);
      if (exponent < 0) {
        return nothing;
      }
      end = exponent;
      real = true;
    }
    var next = skipSpaces(end);
    if (next < text.length() && !at(next, ',') && !at(next, ')')) {
      return nothing;
    }
    var digits = text.substring(start, end);
    return new Match<>(
        real ? new Real(Double.parseDouble(digits), start) : whole(digits, start), end);
  }

  private static Literal whole(String digits, int at) {
    try {
      return new Whole(Long.parseLong(digits), at);
    } catch (NumberFormatException tooLarge) {
      return new Real(Double.parseDouble(digits), at);
    }
  }

  /// Index after one or more digits, or -1.
  private int digits(int start) {
    var end = start;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end == start ? -1 : end;
  }

  private Match<Literal> string(int start) {
    if (!at(start, '"') && !at(start, '\'')) {
      return new Match<>(null, start);
    }
    var quote = text.charAt(start);
    for (var end = start + 1; end < text.length(); end++) {
      var c = text.charAt(end);
      if (c == quote) {
        return new Match<>(new Text(text.substring(start + 1, end), start), end + 1);
      }
      if (c == '\n' || c == '\r') {
        break;
      }
      if (c == '\\') {
        end++;
      }
    }
    return failed(new Match<>(null, start), text.length());
  }

  private Match<Path> path(int start) {
    var found = new StringBuilder();
    var end = element(start, found);
    if (end == start) {
      return failed(new Match<>(null, start), start);
    }
    while (at(end, '.')) {
      var length = found.length();
      found.append('.');
      var next = element(end + 1, found);
      if (next == end + 1) {
        found.setLength(length);
        break;
      }
      end = next;
    }
    return new Match<>(new Path(found.toString(), start), end);
  }

  /// Appends one element of a path; gives the index after it, or `start`.
  private int element(int start, StringBuilder found) {
    var end = start;
    while (true) {
      var next = characters(end, found);
      if (next == end) {
        next = braces(end, found);
      }
      if (next == end) {
        return end;
      }
      end = next;
    }
  }

  private int braces(int start, StringBuilder found) {
    if (!at(start, '{')) {
      return start;
    }
    var length = found.length();
    var end = start;
    do {
      found.append(text.charAt(end));
      var next = characters(end + 1, found);
      if (next == end + 1) {
        found.setLength(length);
        return start;
      }
      end = next;
    } while (at(end, ','));
    if (!at(end, '}')) {
      found.setLength(length);
      return start;
    }
    found.append('}');
    return end + 1;
  }

  private int characters(int start, StringBuilder found) {
    var end = start;
    while (end < text.length()) {
      var c = text.charAt(end);
      if (c == '\\' && end + 1 < text.length() && ESCAPABLE.indexOf(text.charAt(end + 1)) >= 0) {
        found.append(text.charAt(end + 1));
        end += 2;
      } else if (isPathCharacter(c)) {
        found.append(c);
        end++;
      } else {
        break;
      }
    }
    return end;
  }

  private boolean isPathCharacter(char c) {
    if (c <= ' ' || c == 0x7f || PATH_STOPPERS.indexOf(c) >= 0) {
      return false;
    }
    return c < 0x7f || (unicodePaths && !Character.isWhitespace(c) && !Character.isISOControl(c));
  }

  private static boolean isNameCharacter(char c) {
    return c == '_' || isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private boolean at(int position, char c) {
    return position < text.length() && text.charAt(position) == c;
  }

  private int skipSpaces(int from) {
    var position = from;
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    return position;
  }
}
