// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.Locale;
import java.util.Optional;
import org.graphitestack.web.render.Value;
import org.graphitestack.web.series.PythonNumber;

/// What a parameter takes, by the names that `/functions` shows.
enum ParameterType {
  AGGREGATION("aggFunc", "the name of an aggregation"),
  AGGREGATION_OR_FUNCTION("aggOrSeriesFunc", "the name of an aggregation or a function"),
  ANY("any", "a value or series"),
  BOOLEAN("boolean", "true or false"),
  DATE("date", "a time as text"),
  FLOAT("float", "a number"),
  INTEGER("integer", "a whole number"),
  INTEGER_OR_INFINITY("intOrInf", "a whole number or inf"),
  INTEGER_OR_INTERVAL("intOrInterval", "a number of points, or an interval as text"),
  INTERVAL("interval", "an interval as text, such as \"5min\""),
  NODE("node", "the number of a node"),
  NODE_OR_TAG("nodeOrTag", "the number of a node or the name of a tag"),
  SERIES_LIST("seriesList", "series"),
  SERIES_LISTS("seriesLists", "lists of series, as mapSeries gives them"),
  STRING("string", "a text"),
  TAG("tag", "the name of a tag");

  private final String text;
  private final String expected;

  ParameterType(String text, String expected) {
    this.text = text;
    this.expected = expected;
  }

  /// The name in `/functions`.
  String text() {
    return text;
  }

  /// What error messages say is expected.
  String expected() {
    return expected;
  }

  /// The value as this type, converted where it fits.
  ///
  /// @return empty if it does not fit
  Optional<Value> converted(Value value) {
    return switch (this) {
      case ANY -> Optional.of(value);
      case BOOLEAN -> flag(value);
      case FLOAT -> real(value);
      case INTEGER, NODE -> whole(value);
      case INTEGER_OR_INFINITY ->
          value instanceof Value.Real(var number) && number == Double.POSITIVE_INFINITY
              ? Optional.of(value)
              : value instanceof Value.Text(var text) && text.equalsIgnoreCase("inf")
                  ? Optional.of(new Value.Real(Double.POSITIVE_INFINITY))
                  : whole(value);
      case INTEGER_OR_INTERVAL ->
          value instanceof Value.Text || value instanceof Value.Real || value instanceof Value.Whole
              ? Optional.of(value)
              : Optional.empty();
      case NODE_OR_TAG ->
          switch (value) {
            case Value.Flag(var flag) -> Optional.of(new Value.Whole(flag ? 1 : 0));
            case Value.Whole _, Value.Text _ -> Optional.of(value);
            case Value.Real _, Value.None _, Value.Series _, Value.Lists _ -> Optional.empty();
          };
      case INTERVAL, STRING, TAG, DATE, AGGREGATION, AGGREGATION_OR_FUNCTION ->
          value instanceof Value.Text ? Optional.of(value) : Optional.empty();
      case SERIES_LIST -> value instanceof Value.Series ? Optional.of(value) : Optional.empty();
      case SERIES_LISTS -> value instanceof Value.Lists ? Optional.of(value) : Optional.empty();
    };
  }

  private static Optional<Value> flag(Value value) {
    return switch (value) {
      case Value.Flag _ -> Optional.of(value);
      case Value.None _ -> Optional.of(new Value.Flag(false));
      case Value.Whole(var number) ->
          number == 0 || number == 1 ? Optional.of(new Value.Flag(number == 1)) : Optional.empty();
      case Value.Text(var text) ->
          switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(new Value.Flag(true));
            case "false" -> Optional.of(new Value.Flag(false));
            default -> Optional.empty();
          };
      case Value.Real _, Value.Series _, Value.Lists _ -> Optional.empty();
    };
  }

  private static Optional<Value> real(Value value) {
    return switch (value) {
      case Value.Real _ -> Optional.of(value);
      case Value.Whole(var number) -> Optional.of(new Value.Real(number));
      case Value.Flag(var flag) -> Optional.of(new Value.Real(flag ? 1 : 0));
      case Value.Text(var text) -> parsed(text);
      case Value.None _, Value.Series _, Value.Lists _ -> Optional.empty();
    };
  }

  private static Optional<Value> parsed(String text) {
    var number = PythonNumber.parse(text);
    return number.isPresent()
        ? Optional.of(new Value.Real(number.getAsDouble()))
        : Optional.empty();
  }

  private static Optional<Value> whole(Value value) {
    return switch (value) {
      case Value.Whole _ -> Optional.of(value);
      case Value.Flag(var flag) -> Optional.of(new Value.Whole(flag ? 1 : 0));
      case Value.Text(var text) -> {
        try {
          yield Optional.of(new Value.Whole(Long.parseLong(text.strip())));
        } catch (NumberFormatException noNumber) {
          yield Optional.empty();
        }
      }
      case Value.Real _, Value.None _, Value.Series _, Value.Lists _ -> Optional.empty();
    };
  }
}
