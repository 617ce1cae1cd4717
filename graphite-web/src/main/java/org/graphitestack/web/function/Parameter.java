// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.graphitestack.web.render.Value;
import org.jspecify.annotations.Nullable;

/// One parameter of a function. Made by the static methods, refined by the others.
///
/// @param name as `/functions` shows it, also its keyword
/// @param argument the keyword that graphite-web's implementation has, where that differs
/// @param required whether a call must give it; of a `multiple` parameter it may still be none
/// @param multiple whether it takes all that is left by position
/// @param shown default that `/functions` shows, or null
/// @param fallback what counts when it is left out
/// @param options values it may have, as shown
/// @param suggestions values worth trying
/// @param lenient whether a value of another type reaches the function as it is, as in graphite-web
record Parameter(
    String name,
    String argument,
    ParameterType type,
    boolean required,
    boolean multiple,
    @Nullable Object shown,
    Value fallback,
    List<Object> options,
    List<Object> suggestions,
    boolean lenient) {

  Parameter {
    options = Collections.unmodifiableList(new ArrayList<>(options));
    suggestions = List.copyOf(suggestions);
  }

  /// A parameter that every call gives.
  static Parameter required(String name, ParameterType type) {
    return new Parameter(
        name,
        name,
        type,
        true,
        false,
        null,
        new Value.None(),
        type == ParameterType.AGGREGATION
            ? Aggregator.optionNames()
            : type == ParameterType.AGGREGATION_OR_FUNCTION
                ? Aggregator.optionNamesWithFunctions()
                : List.of(),
        List.of(),
        false);
  }

  /// A parameter that may be left out and then is none.
  static Parameter optional(String name, ParameterType type) {
    return required(name, type).changed(false, null, new Value.None());
  }

  static Parameter optional(String name, ParameterType type, String fallback) {
    return required(name, type).changed(false, fallback, new Value.Text(fallback));
  }

  static Parameter optional(String name, ParameterType type, boolean fallback) {
    return required(name, type).changed(false, fallback, new Value.Flag(fallback));
  }

  static Parameter optional(String name, ParameterType type, long fallback) {
    return required(name, type).changed(false, fallback, new Value.Whole(fallback));
  }

  static Parameter optional(String name, ParameterType type, double fallback) {
    return required(name, type).changed(false, fallback, new Value.Real(fallback));
  }

  /// The usual first parameter.
  static Parameter seriesList() {
    return required("seriesList", ParameterType.SERIES_LIST);
  }

  /// Takes all that is left by position.
  Parameter many() {
    return new Parameter(
        name, argument, type, required, true, shown, fallback, options, suggestions, lenient);
  }

  /// Another value counts when it is left out than the one shown.
  Parameter orElse(Value other) {
    return new Parameter(
        name, argument, type, required, multiple, shown, other, options, suggestions, lenient);
  }

  Parameter argument(String keyword) {
    return new Parameter(
        name, keyword, type, required, multiple, shown, fallback, options, suggestions, lenient);
  }

  Parameter options(@Nullable Object... values) {
    return new Parameter(
        name,
        argument,
        type,
        required,
        multiple,
        shown,
        fallback,
        Arrays.asList(values),
        suggestions,
        lenient);
  }

  Parameter suggestions(Object... values) {
    return new Parameter(
        name,
        argument,
        type,
        required,
        multiple,
        shown,
        fallback,
        options,
        List.of(values),
        lenient);
  }

  Parameter lenientType() {
    return new Parameter(
        name, argument, type, required, multiple, shown, fallback, options, suggestions, true);
  }

  private Parameter changed(boolean nowRequired, @Nullable Object nowShown, Value nowFallback) {
    return new Parameter(
        name,
        argument,
        type,
        nowRequired,
        multiple,
        nowShown,
        nowFallback,
        options,
        suggestions,
        lenient);
  }
}
