// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.graphitestack.web.access.Visibility;
import org.graphitestack.web.cluster.UnreachableException;
import org.graphitestack.web.format.SeriesSnapshot;
import org.graphitestack.web.live.Follower;
import org.graphitestack.web.live.LiveGraph;
import org.graphitestack.web.live.LiveGraphs;
import org.graphitestack.web.live.UnanswerableException;
import org.graphitestack.web.render.Freshness;
import org.graphitestack.web.render.InvalidRenderException;
import org.graphitestack.web.render.RenderAbandonedException;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.series.UnknownConsolidationException;

/// `/render/stream`: graphs that tell by themselves what is new, as server-sent events. A stream is
/// one graph, given by the parameters of `/render`; or several, each the query of a render request
/// in a parameter `graph`, because a browser has few connections to one server. A stream ends when
/// who follows it may see other things, or is nobody any more.
public final class StreamRoutes implements Routes {

  /// How long a client waits before it comes again, in milliseconds.
  private static final String RETRY = "retry: 2000\n\n";

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final LiveGraphs live;
  private final RenderEngine engine;
  private final InstantSource clock;
  private final LongSupplier nanoTime;

  /// @param clock tells what now is
  /// @param nanoTime elapsed time in nanoseconds
  public StreamRoutes(
      LiveGraphs live, RenderEngine engine, InstantSource clock, LongSupplier nanoTime) {
    this.live = live;
    this.engine = engine;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/render/stream", this::stream, Need.READ);
  }

  private void stream(Context context) {
    var graphs = graphs(Parameters.of(context), Viewers.sees(context));
    var lastEventId = Optional.ofNullable(context.header("Last-Event-ID"));
    var follower =
        live.follow(graphs, lastEventId)
            .orElseThrow(() -> new BusyException("no more streams, or graphs in them"));
    try (follower) {
      context
          .contentType("text/event-stream")
          .header("Cache-Control", "no-store")
          // nginx would hold events back otherwise
          .header("X-Accel-Buffering", "no");
      var client = ClientWatch.of(context, nanoTime);
      send(
          follower,
          context.res().getOutputStream(),
          () -> client.getAsBoolean() || !Viewers.isStillTheSame(context));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException _) {
      // the client went away: the usual end of a stream
    }
  }

  private List<LiveGraph> graphs(Parameters parameters, Visibility sees) {
    var every = every(parameters);
    var queries =
        parameters.has("graph")
            ? parameters.all("graph").stream().map(query -> Parameters.parse(query, "")).toList()
            : List.of(parameters);
    var most = live.config().maxGraphs();
    if (queries.size() > most) {
      throw new InvalidParametersException(
          "graph: " + queries.size() + " of them (expected: at most " + most + ")");
    }
    return queries.stream().map(query -> graph(query, every, sees)).toList();
  }

  private static Duration every(Parameters parameters) {
    var seconds = parameters.integer("every", 0);
    if (seconds < 0) {
      throw new InvalidParametersException("every: " + seconds + " (expected: seconds >= 0)");
    }
    return Duration.ofSeconds(seconds);
  }

  private LiveGraph graph(Parameters query, Duration every, Visibility sees) {
    return new LiveGraph(
        List.of(key(query, every), sees), every, gone -> evaluated(query, sees, gone));
  }

  /// All parameters but those that begin with `_`, and how often.
  private static Object key(Parameters query, Duration every) {
    var all = new TreeMap<String, List<String>>();
    for (var name : query.names()) {
      if (!name.startsWith("_")) {
        all.put(name, List.copyOf(query.all(name)));
      }
    }
    return Map.entry(all, every);
  }

  private SeriesSnapshot evaluated(Parameters query, Visibility sees, BooleanSupplier gone)
      throws UnanswerableException {
    try {
      var options =
          RenderOptions.of(query, engine.settings(), RenderConfig.DEFAULT, clock.instant(), sees);
      try (var rendering = engine.render(options.request(), Freshness.LIVE, gone)) {
        var snapshot = SeriesSnapshot.of(rendering.series(), options.formatOptions());
        if (snapshot.points() > live.config().maxPoints()) {
          throw new InvalidParametersException(
              "points of a graph that is followed: "
                  + snapshot.points()
                  + " (expected: at most "
                  + live.config().maxPoints()
                  + "; maxDataPoints makes fewer)");
        }
        return snapshot;
      }
    } catch (InvalidRenderException
        | InvalidParametersException
        | UnknownConsolidationException
        | RenderAbandonedException
        | UnreachableException cannot) {
      throw new UnanswerableException(String.valueOf(cannot.getMessage()), cannot);
    }
  }

  private void send(Follower follower, OutputStream out, BooleanSupplier gone)
      throws IOException, InterruptedException {
    write(out, RETRY);
    var heartbeat = live.config().heartbeat().toNanos();
    var lastWritten = nanoTime.getAsLong();
    while (!follower.ended() && !gone.getAsBoolean()) {
      var told = follower.next(LOOK);
      if (told.isPresent()) {
        write(out, event(told.get()));
        lastWritten = nanoTime.getAsLong();
      } else if (nanoTime.getAsLong() - lastWritten >= heartbeat) {
        write(out, ": still here\n\n");
        lastWritten = nanoTime.getAsLong();
      }
    }
  }

  private String event(Follower.Told told) {
    var message = told.message();
    return (told.whole() ? "id: " + live.eventId(message) + "\n" : "")
        + "event: "
        + message.kind().word()
        + "\ndata: {\"graph\": "
        + told.graph()
        + ", "
        + message.json().get()
        + "}\n\n";
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
