// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads the value of an expression from its tokens: literals, lists, tuples, sets and dicts, names
/// that the file gave a value before, sums of texts, lists and numbers, products of numbers, and
/// calls of `os.path.join`, `str`, `int` and `float`. Whatever else stands there would have to be
/// executed, and is not.
final class PythonExpression {

  /// More brackets within each other than any settings have.
  private static final int DEEPEST = 100;

  /// The expression cannot be read; the message says why, as the end of a sentence.
  static final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    Unreadable(String reason) {
      super(reason);
    }
  }

  private final List<PythonToken> tokens;
  private final Map<String, PythonValue> names;
  private int at;
  private int depth;

  private PythonExpression(List<PythonToken> tokens, Map<String, PythonValue> names) {
    this.tokens = tokens;
    this.names = names;
  }

  /// The value of an expression.
  ///
  /// @param names values of the names that have one
  /// @throws Unreadable if it has none that can be told without executing it
  static PythonValue read(List<PythonToken> tokens, Map<String, PythonValue> names)
      throws Unreadable {
    var expression = new PythonExpression(tokens, names);
    var value = expression.tuple();
    if (expression.at < tokens.size()) {
      throw new Unreadable("`" + expression.tokens.get(expression.at).text() + "` is not read");
    }
    return value;
  }

  /// Values with commas between need no brackets.
  private PythonValue tuple() throws Unreadable {
    var first = sum();
    if (!isNext(",")) {
      return first;
    }
    var elements = new ArrayList<PythonValue>(List.of(first));
    while (take(",") && at < tokens.size()) {
      elements.add(sum());
    }
    return new PythonValue.Sequence(elements);
  }

  private PythonValue sum() throws Unreadable {
    if (++depth > DEEPEST) {
      throw new Unreadable("brackets are more than " + DEEPEST + " deep");
    }
    var value = product();
    while (isNext("+") || isNext("-")) {
      var minus = isNext("-");
      at++;
      var right = product();
      value = minus ? added(value, negated(right)) : added(value, right);
    }
    depth--;
    return value;
  }

  static PythonValue added(PythonValue left, PythonValue right) throws Unreadable {
    if (left instanceof PythonValue.Text(var a) && right instanceof PythonValue.Text(var b)) {
      return new PythonValue.Text(a + b);
    }
    if (left instanceof PythonValue.Numeral(var a) && right instanceof PythonValue.Numeral(var b)) {
      return new PythonValue.Numeral(a + b);
    }
    if (left instanceof PythonValue.Sequence(var a)
        && right instanceof PythonValue.Sequence(var b)) {
      var all = new ArrayList<>(a);
      all.addAll(b);
      return new PythonValue.Sequence(all);
    }
    throw new Unreadable("it adds things of different kinds");
  }

  private static PythonValue negated(PythonValue value) throws Unreadable {
    if (value instanceof PythonValue.Numeral(var number)) {
      return new PythonValue.Numeral(-number);
    }
    throw new Unreadable("it takes something away that is no number");
  }

  private PythonValue product() throws Unreadable {
    var value = single();
    while (take("*")) {
      var right = single();
      if (value instanceof PythonValue.Numeral(var a)
          && right instanceof PythonValue.Numeral(var b)) {
        value = new PythonValue.Numeral(a * b);
      } else {
        throw new Unreadable("it multiplies something that is no number");
      }
    }
    return value;
  }

  private PythonValue single() throws Unreadable {
    var token = next();
    return switch (token.kind()) {
      case TEXT -> text(token);
      case OTHER_TEXT -> throw new Unreadable("a text of its kind has no fixed value");
      case NUMBER -> number(token.text());
      case NAME -> named(token.text());
      case SIGN -> bracketed(token);
    };
  }

  /// Texts beside each other are one.
  private PythonValue text(PythonToken first) throws Unreadable {
    var text = new StringBuilder(first.text());
    while (at < tokens.size() && tokens.get(at).kind() == PythonToken.Kind.TEXT) {
      text.append(tokens.get(at++).text());
    }
    if (isNext("%")) {
      throw new Unreadable("a text is filled with values");
    }
    return new PythonValue.Text(text.toString());
  }

  private static PythonValue number(String digits) throws Unreadable {
    var plain = digits.replace("_", "").toLowerCase(Locale.ROOT);
    try {
      return new PythonValue.Numeral(
          plain.startsWith("0x")
              ? Long.parseLong(plain.substring(2), 16)
              : plain.startsWith("0o")
                  ? Long.parseLong(plain.substring(2), 8)
                  : Double.parseDouble(plain));
    } catch (NumberFormatException _) {
      throw new Unreadable("`" + digits + "` is no number");
    }
  }

  private PythonValue named(String first) throws Unreadable {
    var name = new StringBuilder(first);
    while (isNext(".") && at + 1 < tokens.size()) {
      at++;
      name.append('.').append(next().text());
    }
    if (take("(")) {
      return called(name.toString());
    }
    if (isNext("[")) {
      throw new Unreadable("it takes a part out of `" + name + "`");
    }
    return switch (name.toString()) {
      case "True" -> new PythonValue.Flag(true);
      case "False" -> new PythonValue.Flag(false);
      case "None" -> new PythonValue.None();
      default -> {
        var known = names.get(name.toString());
        if (known == null) {
          throw new Unreadable("`" + name + "` has no value in this file that can be read");
        }
        yield known;
      }
    };
  }

  private PythonValue called(String function) throws Unreadable {
    if (!List.of("os.path.join", "path.join", "join", "str", "int", "float").contains(function)) {
      throw new Unreadable("`" + function + "(…)` would have to be executed");
    }
    var arguments = elements(")");
    if (function.endsWith("join")) {
      return joined(arguments);
    }
    if (arguments.size() != 1) {
      throw new Unreadable("`" + function + "` takes one argument");
    }
    var argument = arguments.getFirst();
    return function.equals("str") ? asText(argument) : asNumber(argument);
  }

  /// A path: a part that begins with a slash begins it anew.
  private static PythonValue joined(List<PythonValue> parts) throws Unreadable {
    var path = new StringBuilder();
    for (var part : parts) {
      if (!(part instanceof PythonValue.Text(var text))) {
        throw new Unreadable("it joins something that is no text");
      }
      if (text.startsWith("/")) {
        path.setLength(0);
      } else if (!path.isEmpty() && path.charAt(path.length() - 1) != '/') {
        path.append('/');
      }
      path.append(text);
    }
    return new PythonValue.Text(path.toString());
  }

  private static PythonValue asText(PythonValue value) throws Unreadable {
    return switch (value) {
      case PythonValue.Text text -> text;
      case PythonValue.Numeral number when number.isWhole() ->
          new PythonValue.Text(String.valueOf((long) number.number()));
      default -> throw new Unreadable("`str` of anything but a text or a whole number");
    };
  }

  private static PythonValue asNumber(PythonValue value) throws Unreadable {
    return switch (value) {
      case PythonValue.Numeral number -> number;
      case PythonValue.Text(var text) ->
          switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "inf", "infinity", "+inf" -> new PythonValue.Numeral(Double.POSITIVE_INFINITY);
            default -> number(text.strip());
          };
      default -> throw new Unreadable("a number of anything but a number or a text");
    };
  }

  private PythonValue bracketed(PythonToken token) throws Unreadable {
    return switch (token.text()) {
      case "-" -> negated(single());
      case "+" -> single();
      case "[" -> new PythonValue.Sequence(elements("]"));
      case "(" -> parenthesis();
      case "{" -> braces();
      default -> throw new Unreadable("`" + token.text() + "` is not read");
    };
  }

  /// A value in parentheses is itself; with a comma, or empty, it is a tuple.
  private PythonValue parenthesis() throws Unreadable {
    if (take(")")) {
      return new PythonValue.Sequence(List.of());
    }
    var first = sum();
    if (take(")")) {
      return first;
    }
    expect(",");
    var elements = new ArrayList<PythonValue>(List.of(first));
    elements.addAll(elements(")"));
    return new PythonValue.Sequence(elements);
  }

  private List<PythonValue> elements(String end) throws Unreadable {
    var elements = new ArrayList<PythonValue>();
    while (!take(end)) {
      elements.add(sum());
      if (!isNext(end)) {
        expect(",");
      }
    }
    return elements;
  }

  private PythonValue braces() throws Unreadable {
    var keys = new ArrayList<PythonValue>();
    var entries = new ArrayList<PythonValue.Entry>();
    while (!take("}")) {
      var key = sum();
      keys.add(key);
      if (take(":")) {
        entries.add(new PythonValue.Entry(key, sum()));
      }
      if (!isNext("}")) {
        expect(",");
      }
    }
    if (!entries.isEmpty() && entries.size() != keys.size()) {
      throw new Unreadable("braces hold both keys and values alone");
    }
    return entries.isEmpty() && !keys.isEmpty()
        ? new PythonValue.Sequence(keys)
        : new PythonValue.Dict(entries);
  }

  private PythonToken next() throws Unreadable {
    if (at >= tokens.size()) {
      throw new Unreadable("it ends too early");
    }
    return tokens.get(at++);
  }

  private boolean isNext(String sign) {
    return at < tokens.size() && tokens.get(at).is(sign);
  }

  private boolean take(String sign) {
    if (isNext(sign)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String sign) throws Unreadable {
    if (!take(sign)) {
      var found = at < tokens.size() ? "`" + tokens.get(at).text() + "`" : "the end";
      throw new Unreadable("`" + sign + "` is expected, not " + found);
    }
  }
}
