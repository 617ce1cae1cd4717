// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.graphitestack.web.graph.GraphParameterException;
import org.graphitestack.web.graph.Graphs;
import org.graphitestack.web.graph.Picture;
import org.graphitestack.web.render.InvalidRenderException;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.series.UnknownConsolidationException;
import org.jspecify.annotations.Nullable;

/// `/render`: series as data or as an image. What is wrong with a request is a 400 that says so.
public final class RenderRoutes implements Routes {

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final RenderEngine engine;
  private final Graphs graphs;
  private final InstantSource clock;

  public RenderRoutes(RenderEngine engine, Graphs graphs, InstantSource clock) {
    this.engine = engine;
    this.graphs = graphs;
    this.clock = clock;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/render", this::answer);
    routes.post("/render", this::answer);
  }

  private void answer(Context context) throws IOException {
    var parameters = Parameters.of(context);
    try {
      var options = RenderOptions.of(parameters, engine.settings(), clock.instant());
      if (options.format().isPresent()) {
        var format = options.format().get();
        var series = engine.render(options.request());
        var answer = format.answer(series, options.formatOptions());
        setCacheHeaders(context, options.cacheSeconds());
        context.contentType(format.contentType(options.formatOptions()));
        answer.writeTo(context.outputStream());
      } else {
        var picture = draw(options);
        setCacheHeaders(context, options.cacheSeconds());
        context.contentType(picture.contentType()).result(picture.bytes());
      }
    } catch (InvalidRenderException wrong) {
      refuse(context, parameters, String.valueOf(wrong.getMessage()), wrong.function());
    } catch (InvalidParametersException | UnknownConsolidationException wrong) {
      refuse(context, parameters, String.valueOf(wrong.getMessage()), null);
    }
  }

  private Picture draw(RenderOptions options) {
    var request = options.request();
    var zone = options.imageZone();
    try {
      return options.pie()
          ? graphs.pie(PieTargets.slices(engine, request), options.all(), zone)
          : graphs.lines(
              engine.render(request), options.all(), zone, request.from(), request.until());
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
      context.header("Cache-Control", "max-age=" + seconds);
    }
    context.header("Expires", HTTP_DATE.format(clock.instant().plusSeconds(Math.max(0, seconds))));
  }
}
