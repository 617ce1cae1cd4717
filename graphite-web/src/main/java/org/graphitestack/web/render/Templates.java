// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.target.Expression;
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

/// Puts the values of `template(…)` into its body, so that what is left are calls, paths and
/// literals.
final class Templates {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9.]+");

  private final Map<String, String> overrides;

  /// @param overrides values from the request, which win over those written in the target
  Templates(Map<String, String> overrides) {
    this.overrides = overrides;
  }

  /// The expression with every template filled in.
  Expression filled(Expression expression) {
    return filled(expression, Map.of());
  }

  private Expression filled(Expression expression, Map<String, String> variables) {
    return switch (expression) {
      case Path path -> filled(path, variables);
      case Call call -> filled(call, variables);
      case Template template -> {
        var inner = new LinkedHashMap<>(variables);
        var index = 1;
        for (var value : template.positional()) {
          inner.put(String.valueOf(index++), text(value));
        }
        template.named().forEach((name, value) -> inner.put(name, text(value)));
        inner.putAll(overrides);
        yield filled(template.body(), inner);
      }
      case Literal literal -> literal;
    };
  }

  private Call filled(Call call, Map<String, String> variables) {
    var arguments = call.arguments().stream().map(a -> filled(a, variables)).toList();
    var named = new LinkedHashMap<String, Expression>();
    call.named().forEach((name, value) -> named.put(name, filled(value, variables)));
    return new Call(call.function(), arguments, named, call.text(), call.at());
  }

  /// A path that is nothing but a variable becomes its value; in any other the variables are
  /// replaced as text.
  private static Expression filled(Path path, Map<String, String> variables) {
    var text = path.text();
    for (var variable : variables.entrySet()) {
      if (text.equals("$" + variable.getKey())) {
        var value = variable.getValue();
        return NUMBER.matcher(value).matches() ? number(value, path) : new Text(value, path.at());
      }
      text = text.replace("$" + variable.getKey(), variable.getValue());
    }
    return new Path(text, path.at());
  }

  private static Literal number(String value, Path path) {
    var number = PythonNumber.parse(value);
    if (number.isEmpty()) {
      throw new InvalidRenderException(
          "template(): " + path.text() + ": '" + value + "' (expected: a number or text)");
    }
    return new Real(number.getAsDouble(), path.at());
  }

  private static String text(Literal literal) {
    return switch (literal) {
      case Text(var value, _) -> value;
      case Whole(var value, _) -> String.valueOf(value);
      case Real(var value, _) -> PythonNumber.repr(value);
      case Flag(var value, _) -> value ? "True" : "False";
      case None _ -> "None";
      case Infinity _ -> "inf";
    };
  }
}
