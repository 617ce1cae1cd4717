// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/// Paths whose handlers look at the method themselves, because a wrong one has an answer of its own
/// there: a 405 with an empty body, as graphite-web has it.
final class MethodRoutes {

  private MethodRoutes() {}

  static void add(RoutesConfig routes, String path, Handler handler) {
    routes.get(path, handler);
    routes.post(path, handler);
    routes.put(path, handler);
    routes.patch(path, handler);
    routes.delete(path, handler);
  }

  static void refuse(Context context) {
    context.status(405).contentType(ErrorAnswers.HTML).result("");
  }
}
