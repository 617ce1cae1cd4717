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

  /// @param reading what GET needs
  /// @param posting what POST needs; other methods change something, if they are known at all
  static void add(RoutesConfig routes, String path, Need reading, Need posting, Handler handler) {
    routes.get(path, handler, reading);
    routes.post(path, handler, posting);
    routes.put(path, handler, Need.EDIT);
    routes.patch(path, handler, Need.EDIT);
    routes.delete(path, handler, Need.EDIT);
  }

  static void refuse(Context context) {
    context.status(405).contentType(ErrorAnswers.HTML).result("");
  }
}
