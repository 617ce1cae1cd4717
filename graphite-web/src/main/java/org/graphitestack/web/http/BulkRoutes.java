// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/// `POST /cache/import`: points that go straight into storage, a body of plaintext lines; with
/// `fill=1` only where the series have none. Needs the header `X-Requested-With`, as [JsonActions].
public final class BulkRoutes implements Routes {

  private static final String HEADER = "X-Requested-With";

  private final Lane lane;

  /// Where the points go.
  @FunctionalInterface
  public interface Lane {

    /// Stores the points of some lines.
    ///
    /// @param lines whole lines
    /// @param fill whether points are left out where the series has one
    /// @return what became of them
    JsonReport take(byte[] lines, boolean fill) throws IOException;
  }

  public BulkRoutes(Lane lane) {
    this.lane = lane;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post("/cache/import", this::take, Need.ADMIN);
  }

  private void take(Context context) throws IOException {
    if (context.header(HEADER) == null) {
      throw new InvalidParametersException(
          "header " + HEADER + ": none (expected: one, such as curl)");
    }
    var parameters =
        Parameters.parse(context.queryString() == null ? "" : context.queryString(), "");
    var taken = lane.take(context.bodyAsBytes(), parameters.flag("fill"));
    context.header("Cache-Control", "no-store");
    JsonAnswers.write(context, parameters, json -> taken.writeTo(json, parameters));
  }
}
