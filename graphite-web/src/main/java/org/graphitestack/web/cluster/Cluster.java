// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The other servers of a cluster: graphite-web, go-carbon, or ours.
///
/// Each is asked over HTTP/1.1 on connections that are kept, on virtual threads, one request for
/// all patterns of a question; requests say `local=1`, so that no question goes round. Who is
/// waited for and who is left alone is decided as [ClusterConfig] says. Thread-safe; the owner
/// closes it.
public final class Cluster implements AutoCloseable {

  /// Has no servers.
  public static final Cluster NONE = new Cluster(ClusterConfig.NONE, (_, _) -> {}, () -> 0);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  private final ExecutorService asking;
  private final LatencyListener listener;
  private final LongSupplier nanoTime;
  private volatile ClusterConfig config;
  private volatile List<RemoteServer> servers;
  private @Nullable HttpClient http;

  private Cluster(ClusterConfig config, LatencyListener listener, LongSupplier nanoTime) {
    this.config = config;
    this.listener = listener;
    this.nanoTime = nanoTime;
    this.asking =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("cluster-", 0).factory());
    this.servers = config.servers().stream().map(this::server).toList();
  }

  /// Connects to nobody yet.
  ///
  /// @param listener hears how long answers take
  /// @param nanoTime elapsed time
  public static Cluster open(
      ClusterConfig config, LatencyListener listener, LongSupplier nanoTime) {
    return new Cluster(config, listener, nanoTime);
  }

  private RemoteServer server(ServerAddress address) {
    return new RemoteServer(address, this::http, () -> config, listener, nanoTime);
  }

  /// Made for the first question: most webs have no cluster.
  private synchronized HttpClient http() throws IOException {
    var known = http;
    if (known == null) {
      known =
          HttpClient.newBuilder()
              .sslContext(config.trust().open())
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(CONNECT_TIMEOUT)
              .executor(asking)
              .build();
      http = known;
    }
    return known;
  }

  /// Puts other settings in force for questions to come; what is known of servers that stay is
  /// kept. With certificates in files, which may have been renewed, connections begin anew; what is
  /// asked on those there are is answered there.
  public void adjust(ClusterConfig changed) {
    var known = new HashMap<ServerAddress, RemoteServer>();
    servers.forEach(server -> known.put(server.address(), server));
    trust(changed);
    servers =
        changed.servers().stream()
            .map(address -> known.computeIfAbsent(address, this::server))
            .toList();
  }

  private synchronized void trust(ClusterConfig changed) {
    if (!changed.trust().equals(config.trust()) || !changed.trust().files().isEmpty()) {
      http = null;
    }
    config = changed;
  }

  /// Whether there are no servers to ask.
  public boolean isEmpty() {
    return servers.isEmpty();
  }

  /// What each server was asked since the start.
  public List<ServerFigures> figures() {
    return servers.stream().map(RemoteServer::figures).toList();
  }

  /// Begins to ask for series, and goes on while the caller does something else. Cancelling it
  /// breaks off all connections.
  ///
  /// The result fails with [RefusedByServerException], with [UnreachableException] if answers that
  /// are not whole are not wanted, or with whatever the allowance throws.
  public Future<Gathered<List<RemoteSeries>>> begin(SeriesQuestion question) {
    return asking.submit(() -> fetched(question));
  }

  private Gathered<List<RemoteSeries>> fetched(SeriesQuestion question)
      throws InterruptedException {
    var allowance = question.allowance();
    var nanos = Math.min(config.fetchTimeout().toNanos(), question.nanosLeft());
    var deadline = nanoTime.getAsLong() + Math.max(0, nanos);
    return gathered(server -> fetch(server, question, deadline), allowance::check, deadline);
  }

  private static List<RemoteSeries> fetch(
      RemoteServer server, SeriesQuestion question, long deadline)
      throws IOException, InterruptedException {
    var asked = AskedPatterns.of(question, server.address().tags());
    if (asked.targets().isEmpty()) {
      return List.of();
    }
    var allowance = question.allowance();
    var decoder = new SeriesDecoder(allowance);
    List<SeriesDecoder.Decoded> decoded =
        server.ask("/render/", fields(question, asked), List.of(), deadline, decoder::decode);
    var series = new ArrayList<RemoteSeries>();
    for (var one : decoded) {
      for (var answered : asked.answered(one, question.window())) {
        allowance.series(answered.pattern());
        series.add(answered);
      }
    }
    return series;
  }

  private static List<Field> fields(SeriesQuestion question, AskedPatterns asked) {
    var window = question.window();
    var fields = new ArrayList<Field>();
    fields.add(new Field("noCache", "1"));
    fields.add(Field.of("from", window.from()));
    // an empty window would be an error there
    fields.add(Field.of("until", Math.max(window.until(), window.from() + 1)));
    fields.add(Field.of("now", window.now()));
    if (question.stitched()) {
      fields.add(new Field("stitch", "1"));
    }
    if (!question.rollUp().isEmpty()) {
      fields.add(new Field("rollup", question.rollUp()));
    }
    asked.targets().forEach(target -> fields.add(new Field("target", target)));
    return fields;
  }

  /// The nodes that match, of each server.
  ///
  /// @throws RefusedByServerException if a server does not answer such a pattern
  /// @throws UnreachableException if nobody answers, or not all that are wanted
  public Gathered<List<RemoteNode>> find(NodeQuestion question) {
    var fields = new ArrayList<Field>();
    fields.add(new Field("query", question.pattern()));
    if (question.narrowed()) {
      fields.add(Field.of("from", question.from()));
      fields.add(Field.of("until", question.until()));
      fields.add(Field.of("live", 1));
    }
    var decoder = new NodeDecoder(question.most());
    var tolerance = config.findTolerance().toSeconds();
    return named(
        (server, deadline) -> {
          List<RemoteNode> nodes =
              server.ask("/metrics/find/", fields, List.of(), deadline, decoder::decode);
          return question.narrowed()
              ? nodes.stream()
                  .filter(n -> n.mayHavePoints(question.from(), question.until(), tolerance))
                  .toList()
              : nodes;
        },
        question.check());
  }

  /// The names of all series, of each server.
  ///
  /// @throws UnreachableException if nobody answers, or not all that are wanted
  public Gathered<List<String>> index(Runnable check) {
    return named(
        (server, deadline) -> server.askTexts("/metrics/index.json", List.of(), deadline), check);
  }

  /// Texts of a path below `/tags`, of each server that knows tags.
  Gathered<List<String>> tagTexts(String path, List<Field> fields) {
    return named(
        (server, deadline) ->
            server.address().tags() ? server.askTexts(path, fields, deadline) : List.of(),
        () -> {});
  }

  @FunctionalInterface
  private interface Named<T> {
    T ask(RemoteServer server, long deadline) throws IOException, InterruptedException;
  }

  private <T> Gathered<T> named(Named<T> question, Runnable check) {
    var deadline = nanoTime.getAsLong() + config.findTimeout().toNanos();
    try {
      return gathered(server -> question.ask(server, deadline), check, deadline);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UnreachableException("interrupted while servers were asked");
    }
  }

  private <T> Gathered<T> gathered(Gathering.Question<T> question, Runnable check, long deadline)
      throws InterruptedException {
    var all = servers;
    if (all.isEmpty()) {
      return Gathered.ofNobody();
    }
    var known = config;
    var gathered = new Gathering<>(asking, known, question, check, nanoTime).from(all, deadline);
    if (known.failOnError() && !gathered.whole()) {
      throw gathered.unreachable();
    }
    return gathered;
  }

  @Override
  public void close() {
    asking.shutdownNow();
    synchronized (this) {
      if (http != null) {
        http.shutdownNow();
      }
    }
  }
}
