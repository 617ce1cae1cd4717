// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.graphitestack.web.render.Value;

/// What `/functions` shows of a function, in graphite-web's form. Functions that graphite-web does
/// not have are marked: `"addition": true`.
final class FunctionDescription {

  private static final String MODULE = "org.graphitestack.web.function";

  private FunctionDescription() {}

  /// The description of a function under one of its names.
  static Map<String, Object> of(String name, Signature signature) {
    var shown = new LinkedHashMap<String, Object>();
    shown.put("name", name);
    shown.put("function", name + "(" + arguments(signature) + ")");
    shown.put("description", description(signature));
    shown.put("module", MODULE);
    shown.put("group", signature.group().title());
    shown.put("params", signature.parameters().stream().map(FunctionDescription::of).toList());
    if (signature.additions().contains(name)) {
      shown.put("addition", true);
    }
    return shown;
  }

  private static String description(Signature signature) {
    return signature.description()
        + "\n\nExample:\n\n.. code-block:: none\n\n"
        + signature.examples().stream()
            .map(example -> "  &target=" + example)
            .collect(Collectors.joining("\n"));
  }

  private static String arguments(Signature signature) {
    return signature.parameters().stream()
        .map(FunctionDescription::argument)
        .collect(Collectors.joining(", "));
  }

  private static String argument(Parameter parameter) {
    if (parameter.multiple()) {
      return "*" + parameter.argument();
    }
    var required = parameter.required() && parameter.fallback() instanceof Value.None;
    return parameter.argument() + (required ? "" : "=" + python(parameter.fallback()));
  }

  private static String python(Value value) {
    return value instanceof Value.Text(var text) ? "'" + text + "'" : Invocation.text(value);
  }

  private static Map<String, Object> of(Parameter parameter) {
    var shown = new LinkedHashMap<String, Object>();
    shown.put("name", parameter.name());
    shown.put("type", parameter.type().text());
    if (parameter.required()) {
      shown.put("required", true);
    }
    if (parameter.shown() != null) {
      shown.put("default", parameter.shown());
    }
    if (parameter.multiple()) {
      shown.put("multiple", true);
    }
    if (!parameter.options().isEmpty()) {
      shown.put("options", parameter.options());
    }
    if (!parameter.suggestions().isEmpty()) {
      shown.put("suggestions", parameter.suggestions());
    }
    return shown;
  }
}
