// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.graphitestack.web.render.InvalidRenderException;
import org.graphitestack.web.render.Value;
import org.graphitestack.web.target.Expression.Call;

/// Matches the arguments of a call to the parameters of a function and converts them.
final class ArgumentBinder {

  private final String function;
  private final Signature signature;
  private final Call call;

  ArgumentBinder(String function, Signature signature, Call call) {
    this.function = function;
    this.signature = signature;
    this.call = call;
  }

  /// The values of each parameter, in the order of the signature.
  ///
  /// @throws InvalidRenderException if an argument is missing, unknown, too many, or of a type that
  ///   does not fit
  Map<String, List<Value>> bind(List<Value> positional, Map<String, Value> named) {
    var bound = new LinkedHashMap<String, List<Value>>();
    var next = 0;
    for (var parameter : signature.parameters()) {
      if (parameter.multiple()) {
        var rest = positional.subList(next, positional.size());
        next = positional.size();
        bound.put(parameter.name(), rest.stream().map(v -> converted(parameter, v)).toList());
      } else if (next < positional.size()) {
        bound.put(parameter.name(), List.of(converted(parameter, positional.get(next++))));
      }
    }
    if (next < positional.size()) {
      throw wrong("found " + positional.size() + " arguments (expected: at most " + next + ")");
    }
    named.forEach((keyword, value) -> bindNamed(keyword, value, bound));
    var ordered = new LinkedHashMap<String, List<Value>>();
    for (var parameter : signature.parameters()) {
      var values = bound.get(parameter.name());
      if (values == null) {
        if (parameter.required() && parameter.fallback() instanceof Value.None) {
          throw wrong(
              "parameter \""
                  + parameter.name()
                  + "\" is missing (expected: "
                  + parameter.type().expected()
                  + ")");
        }
        values = List.of(parameter.fallback());
      }
      ordered.put(parameter.name(), values);
    }
    return ordered;
  }

  private void bindNamed(String keyword, Value value, Map<String, List<Value>> bound) {
    for (var parameter : signature.parameters()) {
      var known = parameter.name().equals(keyword) || parameter.argument().equals(keyword);
      if (known && !parameter.multiple()) {
        if (bound.put(parameter.name(), List.of(converted(parameter, value))) != null) {
          throw wrong("parameter \"" + keyword + "\" is given twice");
        }
        return;
      }
    }
    var keywords =
        signature.parameters().stream()
            .filter(p -> !p.multiple())
            .map(Parameter::name)
            .collect(Collectors.joining(", "));
    throw wrong("unknown parameter \"" + keyword + "\" (expected one of: " + keywords + ")");
  }

  private Value converted(Parameter parameter, Value value) {
    if (value instanceof Value.None && !parameter.required()) {
      return value;
    }
    var converted = parameter.type().converted(value);
    if (converted.isPresent()) {
      return converted.get();
    }
    if (parameter.lenient()) {
      return value;
    }
    throw new InvalidRenderException(
        message(function, parameter.name(), value, parameter.type().expected()), call.text());
  }

  static String message(String function, String parameter, Value found, String expected) {
    return function
        + "(): parameter \""
        + parameter
        + "\": found "
        + (found instanceof Value.Text(var text) ? "\"" + text + "\"" : Invocation.text(found))
        + " (expected: "
        + expected
        + ")";
  }

  private InvalidRenderException wrong(String message) {
    return new InvalidRenderException(function + "(): " + message, call.text());
  }
}
