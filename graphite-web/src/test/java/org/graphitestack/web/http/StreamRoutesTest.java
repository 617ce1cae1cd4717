// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.graphitestack.web.function.FunctionRegistry;
import org.graphitestack.web.live.Arrivals;
import org.graphitestack.web.live.LiveConfig;
import org.graphitestack.web.live.LiveGraphs;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.render.SampleSeries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class StreamRoutesTest {

  private final AtomicLong now = new AtomicLong(SampleSeries.NOW);
  private final AtomicLong arrived = new AtomicLong();
  private RenderEngine engine;
  private LiveGraphs live;
  private TestServer server;

  @BeforeEach
  void open() throws IOException {
    var samples = new SampleSeries();
    engine =
        RenderEngine.open(
            samples,
            samples,
            FunctionRegistry.create(),
            RenderEngine.Settings.DEFAULT,
            System::nanoTime);
    live =
        new LiveGraphs(
            new LiveConfig(2, 10, 1000, Duration.ofMillis(50), Duration.ofMillis(100)),
            Arrivals.counted(arrived::get),
            2,
            "0f",
            System::nanoTime);
    InstantSource clock = () -> Instant.ofEpochSecond(now.get());
    server = TestServer.open(new StreamRoutes(live, engine, clock, System::nanoTime));
  }

  @AfterEach
  void close() {
    live.close();
    server.close();
    engine.close();
  }

  @Test
  void stream_ofAGraph_tellsItThenWhatIsNew() throws IOException {
    try (var stream = new Stream("target=servers.web1.load&from=-3min")) {
      assertThat(stream.headers()).contains("text/event-stream", "no-store").doesNotContain("gzip");
      assertThat(stream.event())
          .isEqualTo(
              "id: 0f-1|event: series|data: {\"graph\": 0, \"series\": [{\"target\":"
                  + " \"servers.web1.load\", \"tags\": {\"name\": \"servers.web1.load\"},"
                  + " \"datapoints\": [[13.0, 1749999900], [14.0, 1749999960], [15.0,"
                  + " 1750000020]]}]}");

      now.addAndGet(60);
      arrived.incrementAndGet();

      assertThat(stream.event())
          .startsWith("id: 0f-2|event: points|data: {\"graph\": 0, \"from\": 1749999960, ")
          .endsWith("\"datapoints\": [[16.0, 1750000080]]}]}");
    }
  }

  @Test
  void stream_ofSeveralGraphs_numbersThem() throws IOException {
    try (var stream =
        new Stream(
            "every=5&graph=target%3Dservers.web1.load%26from%3D-2min"
                + "&graph=target%3Dnosuch(x.y)&graph=target%3Da.b%26from%3Dgarbage")) {
      var events = stream.event() + stream.event() + stream.event();

      assertThat(events)
          .contains("event: series|data: {\"graph\": 0, ")
          .contains("event: failed|data: {\"graph\": 1, \"error\": ", "nosuch")
          .contains("event: failed|data: {\"graph\": 2, \"error\": ", "garbage");
    }
  }

  @Test
  void stream_withNothingToTell_beats() throws IOException {
    try (var stream = new Stream("target=servers.web1.load&from=-3min")) {
      stream.event();

      assertThat(stream.event()).isEqualTo(": still here");
    }
  }

  @Test
  void stream_ofMorePointsThanAllowed_saysSo() throws IOException {
    try (var stream = new Stream("target=servers.*.*&from=-6h")) {
      assertThat(stream.event())
          .contains("event: failed", "expected: at most 1000; maxDataPoints makes fewer");
    }
    try (var stream = new Stream("target=servers.*.*&from=-6h&maxDataPoints=100")) {
      assertThat(stream.event()).contains("event: series");
    }
  }

  @Test
  void stream_oneTooMany_is503() throws IOException {
    try (var one = new Stream("target=a.b");
        var other = new Stream("target=a.b")) {
      one.event();
      other.event();
      assertThat(server.get("/render/stream?target=a.b").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void clientThatWent_freesItsPlace() throws Exception {
    for (var i = 0; i < 5; i++) {
      try (var one = new Stream("target=a.b");
          var other = new Stream("target=a.b")) {
        one.event();
        other.event();
      }
      while (live.figures().connections() > 0) {
        Thread.onSpinWait();
      }
    }
    assertThat(live.figures().refused()).isZero();
  }

  @Test
  void wrongInterval_is400() {
    assertThat(server.get("/render/stream?target=a.b&every=-1").statusCode()).isEqualTo(400);
    assertThat(server.get("/render/stream?target=a.b&every=x").body()).contains("every");
  }

  @Test
  void serverThatStops_endsItsStreams() throws IOException {
    try (var stream = new Stream("target=a.b")) {
      stream.event();
      live.close();
      while (!stream.event().isEmpty()) {
        // heartbeats on the way
      }
    }
  }

  /// One open stream.
  private final class Stream implements AutoCloseable {

    private final HttpURLConnection connection;
    private final BufferedReader in;

    Stream(String query) throws IOException {
      connection =
          (HttpURLConnection) server.uri("/render/stream?" + query).toURL().openConnection();
      connection.setRequestProperty("Accept-Encoding", "gzip");
      in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
      assertThat(event()).isEqualTo("retry: 2000");
    }

    String headers() {
      return connection.getHeaderFields().toString();
    }

    /// The lines of the next event, with bars between; empty at the end.
    String event() throws IOException {
      var lines = new StringBuilder();
      for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        lines.append(lines.isEmpty() ? "" : "|").append(line);
      }
      return lines.toString();
    }

    @Override
    public void close() {
      connection.disconnect();
    }
  }
}
