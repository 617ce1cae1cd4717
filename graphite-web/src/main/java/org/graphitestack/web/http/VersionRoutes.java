// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.graphitestack.web.format.CarbonapiV3Format;
import org.graphitestack.web.format.ProtobufMessage;

/// `/version`: the graphite-web version whose read API this server has. Clients (Grafana) choose
/// features by it, so it is not the version of this product.
///
/// `/_internal/capabilities` tells carbonapi, whose protocol is `auto`, which protocols this server
/// speaks: field 1 of a message of Protocol Buffers, the best first; 2 is a name, 5 that questions
/// may come in parts.
public final class VersionRoutes implements Routes {

  /// graphite-web calls its master 1.2.0-dev; a plain semantic version compares as newer than every
  /// 1.1.x for all clients, a pre-release does not.
  static final String VERSION = "1.2.0";

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(
        "/version",
        context -> context.contentType(ErrorAnswers.HTML).result(VERSION + "\n"),
        Need.OPEN);
    routes.get("/_internal/capabilities", VersionRoutes::capabilities, Need.READ);
  }

  private static void capabilities(Context context) {
    var answer =
        new ProtobufMessage()
            .text(1, "carbonapi_v3_pb")
            .text(1, "carbonapi_v2_pb")
            .text(1, "msgpack")
            .text(2, "graphite")
            .flag(5, true);
    context.contentType(CarbonapiV3Format.CONTENT_TYPE).result(answer.toByteArray());
  }
}
