// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.graphitestack.storage.SeriesFinder;
import org.graphitestack.web.access.VisibleHits;

/// `/metrics/search`: names by words someone types, best first.
///
/// ```
/// GET /metrics/search?query=web+cpu&max=20
/// {"results":[{"path":"servers.web01.cpu","is_leaf":false,"series":12}],
///  "found":1,"fuzzy":false,"complete":true}
/// ```
public final class SearchRoutes implements Routes {

  private static final int USUAL_HITS = 50;
  private static final int MOST_HITS = 1000;
  private static final int LONGEST_QUERY = 1000;
  private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final VisibleHits.Search names;
  private final SeriesFinder finder;
  private final LongSupplier nanoTime;

  /// @param names what is searched
  /// @param finder of the same names, for those who do not see all of them
  public SearchRoutes(VisibleHits.Search names, SeriesFinder finder, LongSupplier nanoTime) {
    this.names = names;
    this.finder = finder;
    this.nanoTime = nanoTime;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/metrics/search", this::search, Need.READ);
    routes.post("/metrics/search", this::search, Need.READ);
  }

  private void search(Context context) throws IOException {
    var parameters = Parameters.of(context);
    var query =
        parameters
            .last("query")
            .orElseThrow(
                () -> new InvalidParametersException("Missing required parameter 'query'"));
    if (query.length() > LONGEST_QUERY) {
      throw new InvalidParametersException(
          "query: " + query.length() + " characters (expected: <= " + LONGEST_QUERY + ")");
    }
    var most = parameters.integer("max", USUAL_HITS);
    if (most < 1 || most > MOST_HITS) {
      throw new InvalidParametersException("max: " + most + " (expected: 1 to " + MOST_HITS + ")");
    }
    var start = nanoTime.getAsLong();
    BooleanSupplier stop = () -> nanoTime.getAsLong() - start > LONGEST_NANOS;
    var result = VisibleHits.search(names, finder, Viewers.sees(context), query, most, stop);
    context.header("Cache-Control", "no-store");
    JsonAnswers.write(
        context,
        parameters,
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("results");
          for (var hit : result.hits()) {
            json.writeStartObject();
            json.writeStringProperty("path", hit.path());
            json.writeBooleanProperty("is_leaf", hit.leaf());
            json.writeNumberProperty("series", hit.series());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeNumberProperty("found", result.found());
          json.writeBooleanProperty("fuzzy", result.fuzzy());
          json.writeBooleanProperty("complete", result.complete());
          json.writeEndObject();
        });
  }
}
