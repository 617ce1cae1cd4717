// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.graphitestack.web.http.DebugRoutes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminServerTest {

  private final AdminOptions options = new AdminOptions();

  @Test
  void open_defaultPortIsTaken_takesAnother() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var figures = new Figures();
        var opened = server(figures).open(options, new BindOptions(), taken.getLocalPort())) {
      assertThat(opened.address().getPort()).isPositive().isNotEqualTo(taken.getLocalPort());
    }
  }

  @Test
  void open_portOfAFlagIsTaken_refuses() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var figures = new Figures()) {
      options.port = taken.getLocalPort();

      assertThatThrownBy(
              () -> server(figures).open(options, new BindOptions(), AdminOptions.CACHE_PORT))
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining(String.valueOf(taken.getLocalPort()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cache", "relay"})
  void statusPage_isWholeAndFindsWhatItNames(String daemon) throws Exception {
    options.port = 0;
    try (var figures = new Figures();
        var opened =
            server("/status-page/" + daemon + ".html", figures)
                .open(options, new BindOptions(), AdminOptions.CACHE_PORT)) {
      var root = "http://127.0.0.1:" + opened.address().getPort() + "/";
      var page = get(root);

      assertThat(page.body()).contains("<table id=\"rejects\">").doesNotContain("{");
      var files =
          Pattern.compile("(?:src|href)=\"([^\"]+)\"")
              .matcher(page.body())
              .results()
              .map(file -> file.group(1))
              .toList();
      assertThat(files).contains("debug/report.css", "status.css", daemon + ".js");
      assertThat(files)
          .allSatisfy(file -> assertThat(get(root + file).statusCode()).as(file).isEqualTo(200));
    }
  }

  private static HttpResponse<String> get(String address) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(address)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static AdminServer server(Figures figures) {
    return server("/status-page/cache.html", figures);
  }

  private static AdminServer server(String page, Figures figures) {
    return new AdminServer(
        page, figures, Map.of(), Map.of(), List.of(new DebugRoutes(List.of())), Optional::empty);
  }
}
