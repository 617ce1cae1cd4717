// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import org.graphitestack.web.format.PythonJson;
import org.graphitestack.web.function.FunctionRegistry;

/// `/functions`: what functions there are and how they are called.
public final class FunctionsRoutes implements Routes {

  private final FunctionRegistry functions;

  public FunctionsRoutes(FunctionRegistry functions) {
    this.functions = functions;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/functions", this::list, Need.READ);
    routes.get("/functions/{name}", this::one, Need.READ);
  }

  private void list(Context context) {
    var parameters = Parameters.of(context);
    var group = parameters.last("group");
    var described =
        parameters.last("type", "").equals("pie")
            ? Map.<String, Map<String, Object>>of()
            : functions.descriptions();
    var chosen = new LinkedHashMap<String, Map<String, Object>>();
    described.forEach(
        (name, description) -> {
          if (group.isEmpty() || group.get().equals(description.get("group"))) {
            chosen.put(name, description);
          }
        });
    var grouped = parameters.last("grouped", "");
    write(context, parameters, isSet(grouped) ? byGroup(chosen) : chosen);
  }

  private static boolean isSet(String value) {
    return value.equals("1") || value.equalsIgnoreCase("true");
  }

  private static Map<String, Map<String, Object>> byGroup(
      Map<String, Map<String, Object>> described) {
    var groups = new LinkedHashMap<String, Map<String, Object>>();
    described.forEach(
        (name, description) ->
            groups
                .computeIfAbsent(
                    String.valueOf(description.get("group")), _ -> new LinkedHashMap<>())
                .put(name, description));
    return groups;
  }

  private void one(Context context) {
    var name = context.pathParam("name");
    var description = functions.descriptions().get(name);
    if (description == null) {
      context.status(404);
      write(context, Parameters.of(context), Map.of("error", "Function not found: " + name));
    } else {
      write(context, Parameters.of(context), description);
    }
  }

  private static void write(Context context, Parameters parameters, Map<String, ?> value) {
    var json =
        parameters.last("pretty", "").isEmpty() ? PythonJson.compact() : PythonJson.prettySorted();
    context.contentType("application/json").result(json.text(value));
  }
}
