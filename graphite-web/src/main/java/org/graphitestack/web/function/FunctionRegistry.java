// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graphitestack.web.event.EventFinder;
import org.graphitestack.web.render.Evaluation;
import org.graphitestack.web.render.FunctionLibrary;
import org.graphitestack.web.render.InvalidRenderException;
import org.graphitestack.web.render.OverBudgetException;
import org.graphitestack.web.render.Value;
import org.graphitestack.web.target.Expression.Call;

/// All functions by name.
public final class FunctionRegistry implements FunctionLibrary {

  /// Letters of an unknown name that the nearest one is looked for by.
  private static final int LONGEST_COMPARED = 100;

  private final Map<String, RenderFunction> functions;

  private FunctionRegistry(Map<String, RenderFunction> functions) {
    this.functions = functions;
  }

  /// The functions this server knows, of which `events` knows no event.
  public static FunctionRegistry create() {
    return create(EventFinder.NONE);
  }

  /// The functions this server knows.
  ///
  /// @param events for `events`
  public static FunctionRegistry create(EventFinder events) {
    var all = new ArrayList<>(AllFunctions.list());
    all.add(new Events(events));
    return of(all);
  }

  static FunctionRegistry of(List<RenderFunction> all) {
    var functions = new LinkedHashMap<String, RenderFunction>();
    for (var function : all) {
      for (var name : function.signature().names()) {
        if (functions.put(name, function) != null) {
          throw new IllegalArgumentException(name + ": two functions (expected: one)");
        }
      }
    }
    return new FunctionRegistry(Collections.unmodifiableMap(functions));
  }

  /// What `/functions` shows of each function, by name, in the order of the groups.
  public Map<String, Map<String, Object>> descriptions() {
    var described = new LinkedHashMap<String, Map<String, Object>>();
    for (var group : FunctionGroup.values()) {
      new TreeMap<>(functions)
          .forEach(
              (name, function) -> {
                if (function.signature().group() == group) {
                  described.put(name, FunctionDescription.of(name, function.signature()));
                }
              });
    }
    return described;
  }

  Map<String, RenderFunction> functions() {
    return functions;
  }

  boolean knows(String name) {
    return functions.containsKey(name);
  }

  @Override
  public Value call(
      Call call, List<Value> arguments, Map<String, Value> named, Evaluation evaluation) {
    var name = call.function();
    var function = functions.get(name);
    if (function == null) {
      throw unknown(call);
    }
    var bound = new ArgumentBinder(name, function.signature(), call).bind(arguments, named);
    try {
      return function.call(new Invocation(name, call, evaluation, this, bound));
    } catch (InvalidRenderException wrong) {
      if (wrong.function() != null || wrong instanceof OverBudgetException) {
        throw wrong;
      }
      throw new InvalidRenderException(String.valueOf(wrong.getMessage()), call.text());
    }
  }

  private InvalidRenderException unknown(Call call) {
    if (call.function().equals("template")) {
      return new InvalidRenderException(
          "invalid template() syntax, only string/numeric arguments are allowed", call.text());
    }
    return new InvalidRenderException(
        "Received request for unknown function: "
            + call.function()
            + " at character "
            + (call.at() + 1)
            + ", nearest: "
            + nearest(call.function()));
  }

  private String nearest(String name) {
    var start = name.substring(0, Math.min(name.length(), LONGEST_COMPARED));
    return functions.keySet().stream()
        .min(Comparator.comparingInt((String known) -> EditDistance.between(known, start)))
        .orElse("none");
  }
}
