// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.graphitestack.web.render.Evaluation;
import org.graphitestack.web.render.InvalidRenderException;
import org.graphitestack.web.render.TimeOffset;
import org.graphitestack.web.render.Value;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;
import org.graphitestack.web.target.Expression.Call;
import org.jspecify.annotations.Nullable;

/// One call of a function: its checked arguments by parameter name, and the evaluation it is part
/// of.
final class Invocation {

  private final String function;
  private final Call call;
  private final Evaluation evaluation;
  private final FunctionRegistry registry;
  private final Map<String, List<Value>> arguments;

  Invocation(
      String function,
      Call call,
      Evaluation evaluation,
      FunctionRegistry registry,
      Map<String, List<Value>> arguments) {
    this.function = function;
    this.call = call;
    this.evaluation = evaluation;
    this.registry = registry;
    this.arguments = arguments;
  }

  /// The name it was called by.
  String function() {
    return function;
  }

  Evaluation evaluation() {
    return evaluation;
  }

  /// The first parameter's series.
  List<TimeSeries> series() {
    return series(arguments.keySet().iterator().next());
  }

  /// The series of a parameter; of several lists all in a row; none if it was left out.
  List<TimeSeries> series(String parameter) {
    var series = new ArrayList<TimeSeries>();
    for (var value : all(parameter)) {
      if (value instanceof Value.Series(var list)) {
        series.addAll(list);
      }
    }
    return series;
  }

  /// Each series of the first parameter changed by itself.
  List<TimeSeries> each(Function<TimeSeries, TimeSeries> change) {
    return series().stream().map(change).toList();
  }

  /// The first parameter's expression evaluated over another window.
  List<TimeSeries> again(long from, long until) {
    return evaluation.over(from, until).series(call.arguments().getFirst());
  }

  /// All values of a parameter.
  List<Value> all(String parameter) {
    return Objects.requireNonNull(arguments.get(parameter), parameter);
  }

  Value value(String parameter) {
    var values = all(parameter);
    return values.isEmpty() ? new Value.None() : values.getFirst();
  }

  boolean has(String parameter) {
    return !(value(parameter) instanceof Value.None);
  }

  double number(String parameter) {
    return switch (value(parameter)) {
      case Value.Real(var number) -> number;
      case Value.Whole(var number) -> number;
      case Value.Flag(var flag) -> flag ? 1 : 0;
      case Value.Text _, Value.None _, Value.Series _, Value.Lists _ ->
          throw wrong(parameter, "a number");
    };
  }

  /// A number, or NaN if it was left out.
  double numberOrNaN(String parameter) {
    return has(parameter) ? number(parameter) : Double.NaN;
  }

  int whole(String parameter) {
    if (value(parameter) instanceof Value.Whole(var number)
        && number == Math.clamp(number, Integer.MIN_VALUE, Integer.MAX_VALUE)) {
      return (int) number;
    }
    throw wrong(parameter, "a whole number");
  }

  boolean flag(String parameter) {
    return value(parameter) instanceof Value.Flag(var flag) && flag;
  }

  String text(String parameter) {
    return text(value(parameter));
  }

  /// The texts of a parameter that takes many.
  List<String> texts(String parameter) {
    return all(parameter).stream().map(Invocation::text).toList();
  }

  @Nullable String textOrNull(String parameter) {
    return has(parameter) ? text(parameter) : null;
  }

  /// A value as Python's `str` writes it.
  static String text(Value value) {
    return switch (value) {
      case Value.Text(var text) -> text;
      case Value.Whole(var number) -> String.valueOf(number);
      case Value.Real(var number) -> PythonNumber.repr(number);
      case Value.Flag(var flag) -> flag ? "True" : "False";
      case Value.None _ -> "None";
      case Value.Series(var series) -> series.size() + " series";
      case Value.Lists(var lists) -> lists.size() + " lists of series";
    };
  }

  /// The aggregation a parameter names.
  Aggregator aggregator(String parameter) {
    return Aggregator.named(text(parameter))
        .orElseThrow(
            () ->
                new InvalidRenderException(
                    "Unsupported aggregation function: " + text(parameter), call.text()));
  }

  /// Seconds of an interval that must be longer than none.
  long interval(String parameter) {
    var seconds = TimeOffset.seconds(text(parameter));
    if (seconds <= 0) {
      throw wrong(parameter, "an interval longer than 0 s");
    }
    return seconds;
  }

  /// Calls another function by name, as callbacks do.
  List<TimeSeries> call(String name, List<Value> values) {
    var inner = new Call(name, List.of(), Map.of(), call.text(), call.at());
    return registry.call(inner, values, Map.of(), evaluation) instanceof Value.Series(var series)
        ? series
        : List.of();
  }

  /// Whether there is a function of that name.
  boolean knows(String name) {
    return registry.knows(name);
  }

  /// An error about one parameter.
  InvalidRenderException wrong(String parameter, String expected) {
    return new InvalidRenderException(
        ArgumentBinder.message(function, parameter, value(parameter), expected), call.text());
  }

  /// An error about the call.
  InvalidRenderException wrong(String message) {
    return new InvalidRenderException(function + "(): " + message, call.text());
  }
}
