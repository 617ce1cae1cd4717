// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.config.RoutesConfig;
import java.util.Map;
import java.util.TreeMap;

/// What a daemon does when told so: POST, with parameters in the query or a form, answered as JSON.
///
/// A request needs the header `X-Requested-With`, whatever it says: a page of another site cannot
/// send it, so no visitor's browser can be made to ask for this.
public final class JsonActions implements Routes {

  private static final String HEADER = "X-Requested-With";

  private final Map<String, JsonReport> actions;

  /// @param actions by path; each does something and tells what
  public JsonActions(Map<String, JsonReport> actions) {
    this.actions = new TreeMap<>(actions);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    actions.forEach(
        (path, action) ->
            routes.post(
                path,
                context -> {
                  if (context.header(HEADER) == null) {
                    throw new InvalidParametersException(
                        "header " + HEADER + ": none (expected: one, such as curl)");
                  }
                  var parameters = Parameters.of(context);
                  context.header("Cache-Control", "no-store");
                  JsonAnswers.write(context, parameters, json -> action.writeTo(json, parameters));
                },
                Need.ADMIN));
  }
}
