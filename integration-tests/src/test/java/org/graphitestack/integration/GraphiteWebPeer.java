// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Debian's graphite-web in a process of its own, over a whisper tree, a cache and other servers.
public final class GraphiteWebPeer implements AutoCloseable {

  private final Process process;
  private final BufferedReader out;
  private final URI base;
  private final HttpClient http = HttpClient.newHttpClient();

  private GraphiteWebPeer(Process process, BufferedReader out, URI base) {
    this.process = process;
    this.out = out;
    this.base = base;
  }

  /// Starts it on a free port; it answers when this returns.
  ///
  /// @param state an empty folder for its database
  /// @param carbonlink `host:port` of a cache; empty for none
  /// @param servers entries of `CLUSTER_SERVERS`
  public static GraphiteWebPeer start(Path state, Path tree, String carbonlink, String... servers)
      throws IOException, URISyntaxException {
    var script = GraphiteWebPeer.class.getResource("/graphite-web-peer.py");
    if (script == null) {
      throw new IllegalStateException("graphite-web-peer.py: not among the test resources");
    }
    var command =
        new ArrayList<String>(
            List.of(
                "/usr/bin/python3",
                Path.of(script.toURI()).toString(),
                state.toString(),
                tree.toString(),
                carbonlink));
    command.addAll(List.of(servers));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var out = process.inputReader();
    var port = out.readLine();
    if (port == null) {
      throw new IOException("graphite-web did not start; what it said is above");
    }
    return new GraphiteWebPeer(process, out, URI.create("http://127.0.0.1:" + port));
  }

  /// Where it answers.
  public URI base() {
    return base;
  }

  /// The body of the answer to a GET.
  String get(String pathAndQuery) throws IOException {
    var request = HttpRequest.newBuilder(base.resolve(pathAndQuery)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() throws IOException {
    http.close();
    process.destroyForcibly();
    out.close();
  }
}
