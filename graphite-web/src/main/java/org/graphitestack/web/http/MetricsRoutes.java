// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.limit.LimitBook;
import org.graphitestack.storage.limit.LimitRules;
import org.graphitestack.web.carbonapi.FindQuestion;
import org.graphitestack.web.cluster.MissingServers;
import org.graphitestack.web.find.FindAnswer;
import org.graphitestack.web.find.FindFormat;
import org.graphitestack.web.find.FindLimits;
import org.graphitestack.web.find.FindQuery;
import org.graphitestack.web.find.FindWindow;
import org.graphitestack.web.find.InvalidFindException;
import org.graphitestack.web.find.MetricSearch;
import org.graphitestack.web.format.CarbonapiV3Format;
import org.graphitestack.web.format.MsgpackWriter;
import org.graphitestack.web.format.PickleWriter;
import org.graphitestack.web.format.ProtobufMessage;
import org.graphitestack.web.format.TreeWriter;
import org.graphitestack.web.quota.QueryCharge;
import org.graphitestack.web.render.InvalidTimeException;
import org.graphitestack.web.render.TimeExpression;

/// `/metrics/find`, `/metrics/expand`, `/metrics/index.json`, and `/metrics` itself, which is two
/// things: with a `query` it is a find, as in graphite-web; without one it is this process' own
/// figures for Prometheus.
public final class MetricsRoutes implements Routes {

  private final MetricSearch search;
  private final MetricSearch local;
  private final Supplier<String> ownFigures;
  private final QueryLog queries;
  private final LongSupplier nanoTime;
  private final Admission admission;
  private volatile FindConfig config;
  private volatile LimitBook limits = LimitBook.of(LimitRules.NONE, () -> 0);

  /// Routes of a server without a cluster.
  ///
  /// @param search answers the finds
  /// @param config what they may use
  /// @param ownFigures this process' figures in Prometheus' text format, version 0.0.4
  /// @param queries told of every find
  /// @param nanoTime elapsed time in nanoseconds
  public MetricsRoutes(
      MetricSearch search,
      FindConfig config,
      Supplier<String> ownFigures,
      QueryLog queries,
      LongSupplier nanoTime) {
    this(search, search, config, ownFigures, queries, nanoTime);
  }

  /// @param search answers the finds
  /// @param local answers those that say `local=1`
  /// @param config what they may use
  /// @param ownFigures this process' figures in Prometheus' text format, version 0.0.4
  /// @param queries told of every find
  /// @param nanoTime elapsed time in nanoseconds
  public MetricsRoutes(
      MetricSearch search,
      MetricSearch local,
      FindConfig config,
      Supplier<String> ownFigures,
      QueryLog queries,
      LongSupplier nanoTime) {
    this.search = search;
    this.local = local;
    this.config = config;
    this.ownFigures = ownFigures;
    this.queries = queries;
    this.nanoTime = nanoTime;
    this.admission = new Admission(config.maxRunning(), config.maxWaiting(), config.maxWait());
  }

  /// Puts limits of time and nodes in force for finds to come. Admission stays as it was.
  public void adjust(FindConfig changed) {
    config = changed;
  }

  /// Puts limits of how often parts of the tree may be asked for in force.
  public void limits(LimitBook book) {
    limits = book;
  }

  /// Finds that were answered with 503.
  public long turnedAway() {
    return admission.turnedAway();
  }

  /// Finds that wait for their turn now.
  public int waiting() {
    return admission.waiting();
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/metrics", this::findOrFigures, Need.READ);
    routes.post("/metrics", this::find, Need.READ);
    routes.get("/metrics/find", this::find, Need.READ);
    routes.post("/metrics/find", this::find, Need.READ);
    routes.get("/metrics/expand", this::expand, Need.READ);
    routes.post("/metrics/expand", this::expand, Need.READ);
    routes.get("/metrics/index.json", this::index, Need.READ);
    routes.post("/metrics/index.json", this::index, Need.READ);
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
    if (CarbonapiBody.isIn(context, parameters)) {
      findForCarbonapi(context, searched(parameters));
      return;
    }
    var pattern =
        parameters
            .last("query")
            .orElseThrow(
                () -> new InvalidParametersException("Missing required parameter 'query'"));
    if (pattern.isEmpty()) {
      throw new InvalidParametersException("Required parameter 'query' is empty");
    }
    var searched = searched(parameters);
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
      case PICKLE -> exchange(context, searched, query, "application/pickle", PickleWriter::new);
      case MSGPACK ->
          exchange(context, searched, query, "application/x-msgpack", MsgpackWriter::new);
      case PROTOBUF, PROTOBUF3, CARBONAPI_V2_PB ->
          carbonapi(context, searched, query, CarbonapiBody.V2, FindQuestion::answer);
      case CARBONAPI_V3_PB ->
          carbonapi(
              context,
              searched,
              query,
              CarbonapiV3Format.CONTENT_TYPE,
              (one, nodes) -> new ProtobufMessage().message(1, FindQuestion.answer(one, nodes)));
      case TREEJSON, COMPLETER, NODELIST, JSON ->
          answerJson(
              context,
              List.of(pattern),
              (limits, missing) -> searched.find(query, limits, missing));
    }
  }

  private void carbonapi(
      Context context,
      MetricSearch searched,
      FindQuery query,
      String contentType,
      BiFunction<String, List<FoundNode>, ProtobufMessage> notation)
      throws IOException {
    answer(
        context,
        List.of(query.pattern()),
        (limits, missing) -> searched.nodes(query, limits, missing),
        nodes ->
            context
                .contentType(contentType)
                .result(notation.apply(query.pattern(), nodes).toByteArray()));
  }

  /// What carbonapi asks in a message; patterns without a node are not in the answer.
  private void findForCarbonapi(Context context, MetricSearch searched) throws IOException {
    var patterns = CarbonapiBody.read(context, FindQuestion::parse).patterns();
    answer(
        context,
        patterns,
        (limits, missing) -> {
          var answer = new ProtobufMessage();
          for (var pattern : patterns) {
            var query = FindQuery.of(pattern, FindFormat.CARBONAPI_V3_PB);
            var nodes = searched.nodes(query, limits, missing);
            if (!nodes.isEmpty()) {
              answer.message(1, FindQuestion.answer(pattern, nodes));
            }
          }
          return answer;
        },
        answer -> context.contentType(CarbonapiV3Format.CONTENT_TYPE).result(answer.toByteArray()));
  }

  private void exchange(
      Context context,
      MetricSearch searched,
      FindQuery query,
      String contentType,
      Function<OutputStream, TreeWriter> notation)
      throws IOException {
    answer(
        context,
        List.of(query.pattern()),
        (limits, missing) -> searched.exchange(query, limits, missing),
        answer -> {
          context.contentType(contentType);
          answer.writeTo(notation.apply(context.outputStream()));
        });
  }

  private void expand(Context context) throws IOException {
    var parameters = Parameters.of(context);
    var searched = searched(parameters);
    var leavesOnly = parameters.flag("leavesOnly");
    var groupByPattern = parameters.flag("groupByExpr");
    var patterns = parameters.all("query");
    answerJson(
        context,
        patterns,
        (limits, missing) ->
            searched.expand(patterns, leavesOnly, groupByPattern, limits, missing));
  }

  private void index(Context context) throws IOException {
    if (context.path().endsWith("/")) {
      throw new NotFoundResponse();
    }
    var parameters = Parameters.of(context);
    var searched = searched(parameters);
    answerJson(context, List.of("all names"), searched::index);
  }

  /// The times of a find. They narrow it only where that is wanted, since graphite-web finds every
  /// whisper series at all times; but a wrong one is always said to be wrong. `-1` stands for none.
  private FindWindow window(Parameters parameters) {
    var live = parameters.integer("live", config.liveOnly() ? 1 : 0) != 0;
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

  /// Where names are looked for: in the whole cluster or here alone.
  private MetricSearch searched(Parameters parameters) {
    return parameters.flag("local") ? local : search;
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

  private void answerJson(
      Context context,
      List<String> patterns,
      BiFunction<FindLimits, MissingServers, FindAnswer> question)
      throws IOException {
    answer(
        context,
        patterns,
        question,
        answer -> JsonAnswers.write(context, Parameters.of(context), answer));
  }

  private interface Writing<T> {
    void write(T answer) throws IOException;
  }

  /// Looks for names in its turn, and writes what was found.
  private <T> void answer(
      Context context,
      List<String> patterns,
      BiFunction<FindLimits, MissingServers, T> question,
      Writing<T> writing)
      throws IOException {
    try (var query = queries.find(context, patterns, Parameters.of(context));
        var _ = admission.enter()) {
      query.computes();
      var missing = new MissingServers();
      var answer = question.apply(limits(context), missing);
      query.found();
      PartialAnswers.mark(context, missing);
      context.header("Pragma", "no-cache").header("Cache-Control", "no-cache");
      writing.write(answer);
    } catch (InvalidFindException e) {
      throw new InvalidParametersException(String.valueOf(e.getMessage()), e);
    }
  }

  private FindLimits limits(Context context) {
    var known = config;
    return FindLimits.of(
        known.maxNodes(),
        known.wallTime(),
        nanoTime,
        Viewers.sees(context),
        new QueryCharge(limits));
  }
}
