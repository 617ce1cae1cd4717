// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.io.EofException;
import org.graphitestack.storage.limit.LimitBook;
import org.graphitestack.storage.limit.LimitRules;
import org.graphitestack.web.carbonapi.FetchQuestion;
import org.graphitestack.web.cluster.MissingServers;
import org.graphitestack.web.event.EventFinder;
import org.graphitestack.web.format.CarbonapiV3Format;
import org.graphitestack.web.format.PythonJson;
import org.graphitestack.web.format.SeriesFormat;
import org.graphitestack.web.graph.GraphParameterException;
import org.graphitestack.web.graph.Graphs;
import org.graphitestack.web.graph.Picture;
import org.graphitestack.web.quota.QueryCharge;
import org.graphitestack.web.render.CacheFigures;
import org.graphitestack.web.render.InvalidRenderException;
import org.graphitestack.web.render.RenderAbandonedException;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.render.Rendering;
import org.graphitestack.web.series.TimeSeries;
import org.graphitestack.web.series.UnknownConsolidationException;
import org.graphitestack.web.shadow.Repeater;
import org.jspecify.annotations.Nullable;

/// `/render`: series as data or as an image. What is wrong with a request is a 400 that says so.
public final class RenderRoutes implements Routes {

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /// nginx' status for a client that went away; only logs see it.
  private static final int CLIENT_CLOSED_REQUEST = 499;

  private final RenderEngine engine;
  private final Graphs graphs;
  private final EventFinder events;
  private final Repeater shadow;
  private volatile RenderConfig config;
  private volatile LimitBook limits = LimitBook.of(LimitRules.NONE, () -> 0);
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Admission admission;
  private final ResponseCache cache;
  private final QueryLog queries;

  /// Without events.
  ///
  /// @param clock tells what now is
  /// @param nanoTime elapsed time in nanoseconds
  public RenderRoutes(
      RenderEngine engine,
      Graphs graphs,
      RenderConfig config,
      InstantSource clock,
      LongSupplier nanoTime) {
    this(engine, graphs, EventFinder.NONE, config, clock, nanoTime);
  }

  /// @param events that graphs may show
  /// @param clock tells what now is
  /// @param nanoTime elapsed time in nanoseconds
  public RenderRoutes(
      RenderEngine engine,
      Graphs graphs,
      EventFinder events,
      RenderConfig config,
      InstantSource clock,
      LongSupplier nanoTime) {
    this(engine, graphs, events, Repeater.NONE, config, clock, nanoTime);
  }

  /// @param events that graphs may show
  /// @param shadow takes answers to compare them with those of another server
  /// @param clock tells what now is
  /// @param nanoTime elapsed time in nanoseconds
  public RenderRoutes(
      RenderEngine engine,
      Graphs graphs,
      EventFinder events,
      Repeater shadow,
      RenderConfig config,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.events = events;
    this.shadow = shadow;
    this.engine = engine;
    this.graphs = graphs;
    this.config = config;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.admission = new Admission(config.maxRunning(), config.maxWaiting(), config.maxWait());
    this.cache = new ResponseCache(config.cacheBytes(), nanoTime);
    this.queries = new QueryLog(config.slowAfter(), clock, nanoTime);
  }

  /// Puts in force, for requests to come, how long answers are kept and what is slow. Admission and
  /// memory stay as they were.
  public void adjust(RenderConfig changed) {
    config = changed;
    queries.adjust(changed.slowAfter());
  }

  /// Puts limits of how often parts of the tree may be asked for in force. Answers that were kept
  /// do not count against them.
  public void limits(LimitBook book) {
    limits = book;
  }

  /// Of the cache of written answers.
  public CacheFigures cacheFigures() {
    return cache.figures();
  }

  /// Requests that were answered with 503.
  public long turnedAway() {
    return admission.turnedAway();
  }

  /// Requests that wait for their turn now.
  public int waiting() {
    return admission.waiting();
  }

  /// What runs, what was slow, what costs most.
  public QueryLog queries() {
    return queries;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/render", this::answer, Need.READ);
    routes.post("/render", this::answer, Need.READ);
  }

  private void answer(Context context) throws IOException {
    var parameters = Parameters.of(context);
    try {
      if (CarbonapiBody.isIn(context, parameters)) {
        answerCarbonapi(context, parameters);
        return;
      }
      var options =
          RenderOptions.of(
              parameters, engine.settings(), config, clock.instant(), Viewers.sees(context));
      if (isSet(parameters, "explain") || isSet(parameters, "dry_run")) {
        explain(context, parameters, options);
      } else if (!answeredFromCache(context, parameters, options)) {
        compute(context, parameters, options);
      }
    } catch (InvalidRenderException wrong) {
      refuse(context, parameters, String.valueOf(wrong.getMessage()), wrong.function());
    } catch (InvalidParametersException | UnknownConsolidationException wrong) {
      refuse(context, parameters, String.valueOf(wrong.getMessage()), null);
    } catch (RenderAbandonedException | EofException nobodyReadsThis) {
      context.status(CLIENT_CLOSED_REQUEST);
    }
  }

  /// What carbonapi asks in a message: several questions, each of its own time.
  private void answerCarbonapi(Context context, Parameters parameters) throws IOException {
    var watch = ClientWatch.of(context, nanoTime);
    var charge = new QueryCharge(limits);
    var renderings = new ArrayList<Rendering>();
    try (var _ = admission.enter()) {
      var parts = new ArrayList<CarbonapiV3Format.Part>();
      for (var question : CarbonapiBody.read(context, FetchQuestion::parse)) {
        var asked = CarbonapiBody.parameters(question, parameters);
        try (var query = queries.render(context, asked)) {
          query.computes();
          var options =
              RenderOptions.of(
                  asked, engine.settings(), config, clock.instant(), Viewers.sees(context));
          var rendering = engine.render(options.request(), options.freshness(), watch, charge);
          renderings.add(rendering);
          query.rendered(rendering.cost());
          PartialAnswers.mark(context, rendering.missing());
          parts.add(
              new CarbonapiV3Format.Part(
                  rendering.series(),
                  question.pathExpression(),
                  options.request().from(),
                  options.request().until()));
        }
      }
      setCacheHeaders(context, 0);
      context.contentType(CarbonapiV3Format.CONTENT_TYPE);
      CarbonapiV3Format.answer(parts).writeTo(context.outputStream());
    } finally {
      renderings.forEach(Rendering::close);
    }
  }

  private static boolean isSet(Parameters parameters, String name) {
    return parameters.has(name) && !parameters.last(name, "").equals("0");
  }

  private boolean answeredFromCache(Context context, Parameters parameters, RenderOptions options) {
    if (!options.freshness().kept()) {
      return false;
    }
    var kept = cache.get(ResponseCache.Key.of(parameters, options, options.freshness()));
    if (kept.isEmpty()) {
      return false;
    }
    setCacheHeaders(context, options.cacheSeconds());
    context.contentType(kept.get().contentType()).result(kept.get().body());
    return true;
  }

  private void compute(Context context, Parameters parameters, RenderOptions options)
      throws IOException {
    try (var query = queries.render(context, parameters)) {
      compute(context, parameters, options, query);
    }
  }

  private void compute(
      Context context, Parameters parameters, RenderOptions options, QueryLog.Running query)
      throws IOException {
    if (options.pie()) {
      computePie(context, parameters, options, query);
      return;
    }
    var watch = ClientWatch.of(context, nanoTime);
    try (var _ = enter(query);
        var rendering =
            engine.render(options.request(), options.freshness(), watch, new QueryCharge(limits))) {
      query.rendered(rendering.cost());
      if (options.format().isPresent()) {
        var format = options.format().get();
        var answer = format.answer(rendering.series(), options.formatOptions());
        var kept = keeps(context, options, rendering.missing());
        var contentType = format.contentType(options.formatOptions());
        context.contentType(contentType);
        write(context, parameters, options, contentType, kept, answer);
      } else {
        var picture = lines(rendering.series(), options);
        show(context, parameters, options, rendering.missing(), picture);
      }
      if (options.request().sees().all() && shadow.wants()) {
        shadow.repeat(ShadowedAnswers.of(parameters, options, rendering.series()));
      }
    }
  }

  private Admission.Place enter(QueryLog.Running query) {
    var place = admission.enter();
    query.computes();
    return place;
  }

  private void computePie(
      Context context, Parameters parameters, RenderOptions options, QueryLog.Running query) {
    try (var _ = enter(query)) {
      var missing = new MissingServers();
      show(context, parameters, options, missing, pie(options, missing));
    }
  }

  private void show(
      Context context,
      Parameters parameters,
      RenderOptions options,
      MissingServers missing,
      Picture picture) {
    if (keeps(context, options, missing)) {
      keep(parameters, options, picture.contentType(), picture.bytes());
    }
    context.contentType(picture.contentType()).result(picture.bytes());
  }

  /// Says how long the client may keep an answer, and marks one that is not whole: that one nobody
  /// keeps.
  ///
  /// @return whether it is kept here
  private boolean keeps(Context context, RenderOptions options, MissingServers missing) {
    PartialAnswers.mark(context, missing);
    setCacheHeaders(context, missing.isEmpty() ? options.cacheSeconds() : 0);
    return missing.isEmpty() && options.freshness().kept();
  }

  private void write(
      Context context,
      Parameters parameters,
      RenderOptions options,
      String contentType,
      boolean kept,
      SeriesFormat.Answer answer)
      throws IOException {
    if (kept) {
      var out = new KeepingStream(context.outputStream(), cache.largest());
      answer.writeTo(out);
      out.kept().ifPresent(body -> keep(parameters, options, contentType, body));
    } else {
      answer.writeTo(context.outputStream());
    }
  }

  private void keep(Parameters parameters, RenderOptions options, String contentType, byte[] body) {
    if (body.length <= cache.largest()) {
      cache.put(
          ResponseCache.Key.of(parameters, options, options.freshness()),
          new ResponseCache.Kept(contentType, body));
    }
  }

  /// `explain=1`: how the answer is made, instead of the answer; `dry_run=1`: what would be fetched
  /// first, without fetching it.
  private void explain(Context context, Parameters parameters, RenderOptions options) {
    var fetch = !isSet(parameters, "dry_run");
    try (var _ = admission.enter()) {
      var explanation =
          engine.explain(
              options.request(), fetch, ClientWatch.of(context, nanoTime), new QueryCharge(limits));
      var tree = ExplainJson.tree(options.request(), options.formatOptions(), explanation, fetch);
      var json = options.formatOptions().pretty() ? PythonJson.pretty() : PythonJson.compact();
      setCacheHeaders(context, 0);
      context.contentType("application/json").result(json.text(tree));
    }
  }

  private Picture lines(List<TimeSeries> series, RenderOptions options) {
    var request = options.request();
    try {
      return graphs.lines(
          series,
          options.all(),
          options.imageZone(),
          request.from(),
          request.until(),
          EventMarkers.of(events, request, options.all().getOrDefault(EventMarkers.PARAMETER, "")));
    } catch (GraphParameterException wrong) {
      throw new InvalidParametersException(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private Picture pie(RenderOptions options, MissingServers missing) {
    try {
      return graphs.pie(
          PieTargets.slices(engine, options.request(), new QueryCharge(limits), missing),
          options.all(),
          options.imageZone());
    } catch (GraphParameterException wrong) {
      throw new InvalidParametersException(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private void refuse(
      Context context, Parameters parameters, String message, @Nullable String function) {
    var text = new StringBuilder("Invalid parameters (").append(message).append(")");
    var targets = RenderOptions.targets(parameters);
    if (!targets.isEmpty()) {
      text.append("; targets: \"").append(String.join(", ", targets)).append('"');
    }
    var source =
        Stream.of("X-Grafana-Org-ID", "X-Dashboard-ID", "X-Panel-ID")
            .filter(name -> context.header(name) != null)
            .map(name -> name.substring(2).toLowerCase(Locale.ROOT) + ": " + context.header(name))
            .collect(Collectors.joining(", "));
    if (!source.isEmpty()) {
      text.append("; source: \"").append(source).append('"');
    }
    if (function != null) {
      text.append("; func: \"").append(function).append('"');
    }
    context.status(400);
    if (wantsAPicture(context, parameters)) {
      var picture = graphs.refusal(message, RenderOptions.lastOfEach(parameters));
      context.contentType(picture.contentType()).result(picture.bytes());
    } else {
      context.contentType(ErrorAnswers.HTML).result(escaped(text.toString()));
    }
  }

  /// Whether the client is an image element of a page, which cannot show a text.
  private static boolean wantsAPicture(Context context, Parameters parameters) {
    var accepted = String.valueOf(context.header("Accept"));
    return accepted.contains("image/")
        && !accepted.contains("text/html")
        && RenderOptions.isImage(parameters);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void setCacheHeaders(Context context, int seconds) {
    if (seconds <= 0) {
      context.header("Cache-Control", "max-age=0, no-cache, no-store, must-revalidate, private");
    } else {
      context.header(
          "Cache-Control", (Viewers.isAnyone(context) ? "" : "private, ") + "max-age=" + seconds);
    }
    context.header("Expires", HTTP_DATE.format(clock.instant().plusSeconds(Math.max(0, seconds))));
  }
}
