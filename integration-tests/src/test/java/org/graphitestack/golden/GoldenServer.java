// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.golden;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.StorageEngine;
import org.graphitestack.storage.index.NameIndex;
import org.graphitestack.storage.whisper.WhisperEngine;
import org.graphitestack.storage.whisper.WhisperOptions;
import org.graphitestack.web.cluster.Cluster;
import org.graphitestack.web.cluster.ClusterConfig;
import org.graphitestack.web.event.EventStore;
import org.graphitestack.web.find.MetricSearch;
import org.graphitestack.web.function.FunctionRegistry;
import org.graphitestack.web.graph.GraphRenderer;
import org.graphitestack.web.http.EventsRoutes;
import org.graphitestack.web.http.FindConfig;
import org.graphitestack.web.http.FunctionsRoutes;
import org.graphitestack.web.http.MetricsRoutes;
import org.graphitestack.web.http.QueryLog;
import org.graphitestack.web.http.RenderConfig;
import org.graphitestack.web.http.RenderRoutes;
import org.graphitestack.web.http.TagsRoutes;
import org.graphitestack.web.http.VersionRoutes;
import org.graphitestack.web.http.WebConfig;
import org.graphitestack.web.http.WebServer;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.state.StateAddress;
import org.graphitestack.web.state.StateStore;

/// Our web as recorded cases need it: over a tree of files, at the time of the recording, with the
/// recorded events; maybe as one of a cluster.
final class GoldenServer implements AutoCloseable {

  /// When the answers were recorded.
  static final long NOW = 1_750_000_000;

  private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(NOW));
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final StorageEngine storage;
  private final Cluster cluster;
  private final RenderEngine engine;
  private final StateStore state;
  private final WebServer server;

  private GoldenServer(
      StorageEngine storage,
      Cluster cluster,
      RenderEngine engine,
      StateStore state,
      WebServer server) {
    this.storage = storage;
    this.cluster = cluster;
    this.engine = engine;
    this.state = state;
    this.server = server;
  }

  /// Writes the files that the answers were recorded from.
  static void unpackTree(Path root) throws IOException {
    try (var zip = resource("whisper.zip")) {
      GoldenTree.unpack(zip, root);
    }
  }

  /// Opens a server.
  ///
  /// @param root a tree of files
  /// @param names series that have tags
  /// @param others servers to ask besides
  static GoldenServer open(Path root, List<String> names, Path stateFolder, ClusterConfig others)
      throws IOException, InterruptedException {
    return open(
        WhisperEngine.open(WhisperOptions.of(root, CLOCK, () -> 0L)), names, stateFolder, others);
  }

  /// Opens a server over any storage, which it closes.
  static GoldenServer open(
      StorageEngine storage, List<String> names, Path stateFolder, ClusterConfig others)
      throws IOException, InterruptedException {
    var index = new NameIndex();
    storage.forEachSeries(index::add);
    // files of tagged series have the hash of the name for a name
    for (var name : names) {
      index.enter(MetricPath.parse(name));
    }
    var state = StateStore.at(StateAddress.of(stateFolder.resolve("state.db")));
    var events = new EventStore(state);
    var functions = FunctionRegistry.create(events);
    var cluster = Cluster.open(others, (_, _) -> {}, System::nanoTime);
    var engine =
        RenderEngine.open(
            index,
            index,
            storage.reader(),
            cluster,
            functions,
            RenderEngine.Settings.DEFAULT,
            () -> 0L);
    var local = new MetricSearch(index, index::forEachLeaf, storage.reader(), CLOCK);
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var server =
        WebServer.open(
            WebConfig.defaults().withBind(anyPort),
            List.of(
                new RenderRoutes(
                    engine, GraphRenderer.create(), RenderConfig.DEFAULT, CLOCK, () -> 0L),
                new FunctionsRoutes(functions),
                new MetricsRoutes(
                    local.with(cluster),
                    local,
                    FindConfig.DEFAULT,
                    () -> "",
                    new QueryLog(RenderConfig.DEFAULT.slowAfter(), CLOCK, System::nanoTime),
                    System::nanoTime),
                new TagsRoutes(index, cluster, index),
                new EventsRoutes(events, CLOCK),
                new VersionRoutes()),
            () -> 0L);
    var opened = new GoldenServer(storage, cluster, engine, state, server);
    postEvents(opened.base());
    return opened;
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.address().getPort());
  }

  /// Tells a server the recorded events.
  static void postEvents(URI base) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      for (var event : lines("events.jsonl")) {
        var request =
            HttpRequest.newBuilder(base.resolve("/events/"))
                .POST(HttpRequest.BodyPublishers.ofString(event));
        var answer = client.send(request.build(), HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() != 200) {
          throw new IOException(event + ": status " + answer.statusCode() + " (expected: 200)");
        }
      }
    }
  }

  /// What a server answers to a case.
  static GoldenAnswer ask(HttpClient client, URI base, GoldenCase asked)
      throws IOException, InterruptedException {
    var uri = URI.create(base + asked.path());
    var request = HttpRequest.newBuilder(uri).header("Accept", "*/*").timeout(PATIENCE);
    if (asked.body() != null) {
      request
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(HttpRequest.BodyPublishers.ofString(asked.body()));
    }
    var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    var type = answer.headers().firstValue("Content-Type").orElse("");
    return GoldenAnswer.of(
        answer.statusCode(), type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT), answer.body());
  }

  /// The lines of a file of cases.
  static List<String> lines(String name) throws IOException {
    try (var in = resource(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  static InputStream resource(String name) {
    return Objects.requireNonNull(GoldenServer.class.getResourceAsStream(name), name);
  }

  @Override
  public void close() throws IOException {
    server.close();
    engine.close();
    cluster.close();
    state.close();
    storage.close();
  }
}
