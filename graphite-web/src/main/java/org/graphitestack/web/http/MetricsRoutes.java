// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.function.Function;
import java.util.function.Supplier;
import org.graphitestack.web.find.FindAnswer;
import org.graphitestack.web.find.FindFormat;
import org.graphitestack.web.find.FindQuery;
import org.graphitestack.web.find.FindWindow;
import org.graphitestack.web.find.InvalidFindException;
import org.graphitestack.web.find.MetricSearch;
import org.graphitestack.web.format.MsgpackWriter;
import org.graphitestack.web.format.PickleWriter;
import org.graphitestack.web.format.TreeWriter;
import org.graphitestack.web.render.InvalidTimeException;
import org.graphitestack.web.render.TimeExpression;

/// `/metrics/find`, `/metrics/expand`, `/metrics/index.json`, and `/metrics` itself, which is two
/// things: with a `query` it is a find, as in graphite-web; without one it is this process' own
/// figures for Prometheus.
public final class MetricsRoutes implements Routes {

  private final MetricSearch search;
  private final Supplier<String> ownFigures;
  private final boolean liveOnly;

  /// Finds series whether they have points or not.
  ///
  /// @param search answers the finds
  /// @param ownFigures this process' figures in Prometheus' text format, version 0.0.4
  public MetricsRoutes(MetricSearch search, Supplier<String> ownFigures) {
    this(search, ownFigures, false);
  }

  /// @param liveOnly whether finds with times leave out series without points of that time, unless
  ///   they ask for them with `live=0`; if not, those that ask for it with `live=1` do
  public MetricsRoutes(MetricSearch search, Supplier<String> ownFigures, boolean liveOnly) {
    this.search = search;
    this.ownFigures = ownFigures;
    this.liveOnly = liveOnly;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/metrics", this::findOrFigures);
    routes.post("/metrics", this::find);
    routes.get("/metrics/find", this::find);
    routes.post("/metrics/find", this::find);
    routes.get("/metrics/expand", this::expand);
    routes.post("/metrics/expand", this::expand);
    routes.get("/metrics/index.json", this::index);
    routes.post("/metrics/index.json", this::index);
  }

  private void findOrFigures(Context context) throws IOException {
    if (Parameters.of(context).has("query")) {
      find(context);
    } else {
      context
          .header("Cache-Control", "no-store")
          .contentType("text/plain; version=0.0.4; charset=utf-8")
          .result(ownFigures.get());
    }
  }

  private void find(Context context) throws IOException {
    var parameters = Parameters.of(context);
    var pattern =
        parameters
            .last("query")
            .orElseThrow(
                () -> new InvalidParametersException("Missing required parameter 'query'"));
    if (pattern.isEmpty()) {
      throw new InvalidParametersException("Required parameter 'query' is empty");
    }
    checkLocal(parameters);
    var window = window(parameters);
    var leavesOnly = parameters.flag("leavesOnly");
    var wildcards = parameters.flag("wildcards");
    var automaticVariants = parameters.flag("automatic_variants");
    var position = parameters.integer("position", -1);
    var name = parameters.last("format", FindFormat.TREEJSON.requestName());
    var format = FindFormat.named(name);
    if (format.isEmpty()) {
      refuseFormat(context, name);
      return;
    }
    var query =
        new FindQuery(
            pattern, format.get(), leavesOnly, wildcards, automaticVariants, position, window);
    switch (format.get()) {
      case PICKLE -> exchange(context, query, "application/pickle", PickleWriter::new);
      case MSGPACK -> exchange(context, query, "application/x-msgpack", MsgpackWriter::new);
      case TREEJSON, COMPLETER, NODELIST, JSON ->
          answer(context, parameters, () -> search.find(query));
    }
  }

  private void exchange(
      Context context,
      FindQuery query,
      String contentType,
      Function<OutputStream, TreeWriter> notation)
      throws IOException {
    var answer = understood(() -> search.exchange(query));
    context.header("Pragma", "no-cache").header("Cache-Control", "no-cache");
    context.contentType(contentType);
    answer.writeTo(notation.apply(context.outputStream()));
  }

  private void expand(Context context) throws IOException {
    var parameters = Parameters.of(context);
    checkLocal(parameters);
    var leavesOnly = parameters.flag("leavesOnly");
    var groupByPattern = parameters.flag("groupByExpr");
    answer(
        context,
        parameters,
        () -> search.expand(parameters.all("query"), leavesOnly, groupByPattern));
  }

  private void index(Context context) throws IOException {
    if (context.path().endsWith("/")) {
      throw new NotFoundResponse();
    }
    var parameters = Parameters.of(context);
    checkLocal(parameters);
    answer(context, parameters, search::index);
  }

  /// The times of a find. They narrow it only where that is wanted, since graphite-web finds every
  /// whisper series at all times; but a wrong one is always said to be wrong. `-1` stands for none.
  private FindWindow window(Parameters parameters) {
    var live = parameters.integer("live", liveOnly ? 1 : 0) != 0;
    var now = time(parameters, "now", search.now(), search.now());
    var from = time(parameters, "from", now, FindWindow.ANY.from());
    var until = time(parameters, "until", now, FindWindow.ANY.until());
    return live ? new FindWindow(from, until) : FindWindow.ANY;
  }

  private static long time(Parameters parameters, String name, long now, long absent) {
    var text = parameters.last(name, "-1");
    if (text.equals("-1")) {
      return absent;
    }
    try {
      return TimeExpression.parse(text, now, ZoneOffset.UTC);
    } catch (InvalidTimeException e) {
      throw new InvalidParametersException(String.valueOf(e.getMessage()), e);
    }
  }

  /// All names here are local ones; the parameter is only checked.
  private static void checkLocal(Parameters parameters) {
    parameters.flag("local");
  }

  private static void refuseFormat(Context context, String name) {
    context
        .status(400)
        .contentType("text/plain; charset=utf-8")
        .result(
            "Invalid value for 'format' parameter: "
                + name
                + " (expected: "
                + FindFormat.names()
                + ")");
  }

  private static void answer(Context context, Parameters parameters, Supplier<FindAnswer> search)
      throws IOException {
    var answer = understood(search);
    context.header("Pragma", "no-cache").header("Cache-Control", "no-cache");
    JsonAnswers.write(context, parameters, answer);
  }

  private static <T> T understood(Supplier<T> search) {
    try {
      return search.get();
    } catch (InvalidFindException e) {
      throw new InvalidParametersException(String.valueOf(e.getMessage()), e);
    }
  }
}
