// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main job from the outside: metrics in, whisper on disk, graphs out.
class MainJobTest {

  @TempDir Path folder;
  private GraphiteProcess graphite;

  @BeforeEach
  void start() throws IOException {
    graphite = GraphiteProcess.run(folder.resolve("home"));
  }

  @AfterEach
  void stop() throws IOException {
    graphite.close();
  }

  @Test
  void point_afterArrival_isRenderedBeforeItIsOnDisk() throws IOException {
    var now = Instant.now().getEpochSecond();
    graphite.sendLines("main.job.count 42.5 " + now + "\n");

    await()
        .atMost(Duration.ofSeconds(5))
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(
            () -> assertThat(graphite.renderJson("main.job.count", "-5min")).contains("42.5"));
  }

  @Test
  void newSeries_afterFirstPoint_isFound() throws IOException {
    graphite.sendLines("fresh.name.one 1 " + Instant.now().getEpochSecond() + "\n");

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> {
              assertThat(graphite.get("/metrics/find?query=fresh.name.*").body())
                  .contains("\"fresh.name.one\"");
              assertThat(graphite.get("/metrics/expand?query=fresh.*.*").body())
                  .contains("fresh.name.one");
            });
  }

  @Test
  void books_ofTheCache_areAnswered() throws IOException {
    graphite.sendLines("kept.for.books 1 " + Instant.now().getEpochSecond() + "\n");

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertThat(graphite.get("/cache/status.json?top=100").body())
                    .contains("\"received\":", "{\"name\":\"kept.for\",\"count\":1}")
                    .contains("\"journal\":{", "\"quarantined\":["));
    assertThat(graphite.get("/cache/status.json?top=0").statusCode()).isEqualTo(400);
  }

  @Test
  void terminate_withPointsInMemory_drainsThemToWhisperAndExitsZero() throws IOException {
    var now = Instant.now().getEpochSecond();
    graphite.sendLines("drained.a 1 " + now + "\ndrained.b 2 " + now + "\n");
    await()
        .untilAsserted(
            () -> assertThat(graphite.renderJson("drained.*", "-5min")).contains("drained.b"));

    assertThat(graphite.terminate()).isZero();

    assertThat(folder.resolve("home/storage/whisper/drained/a.wsp")).isRegularFile();
    assertThat(folder.resolve("home/storage/whisper/drained/b.wsp")).isRegularFile();
    graphite = GraphiteProcess.run(folder.resolve("home"));
    assertThat(graphite.renderJson("drained.a", "-5min")).contains("[1.0, ");
  }

  @Test
  void png_ofASeries_isAnImage() throws IOException {
    graphite.sendLines("drawn.series 5 " + Instant.now().getEpochSecond() + "\n");
    await()
        .untilAsserted(
            () -> assertThat(graphite.renderJson("drawn.series", "-5min")).contains("5.0"));

    var answer = graphite.getBytes("/render?target=drawn.series&from=-5min&width=400&height=200");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(new String(answer.body(), 1, 3, UTF_8)).isEqualTo("PNG");
    assertThat(ByteBuffer.wrap(answer.body()).getInt(16)).isEqualTo(400);
  }

  @Test
  void badInput_isRejectedAndTheConnectionGoesOn() throws IOException {
    var now = Instant.now().getEpochSecond();
    try (var socket = new Socket()) {
      socket.connect(graphite.address("line"));
      var out = socket.getOutputStream();
      out.write(("good.before 1 " + now + "\n").getBytes(UTF_8));
      out.write("complete garbage\n".getBytes(UTF_8));
      out.write(("x".repeat(1 << 20) + " 1 " + now + "\n").getBytes(UTF_8));
      out.write(("nul\0byte 1 " + now + "\n").getBytes(UTF_8));
      out.write(("../../etc/passwd 1 " + now + "\n").getBytes(UTF_8));
      out.write(("not.a.number nan " + now + "\n").getBytes(UTF_8));
      out.write("time.minus.five 1 -5\ntime.zero 1 0\ntime.far 1 8589934592\n".getBytes(UTF_8));
      out.write(new byte[] {(byte) 0xff, (byte) 0xfe, ' ', '1', ' ', '1', '\n'});
      out.write(("good.after 2 " + now + "\n").getBytes(UTF_8));
      out.flush();

      await()
          .untilAsserted(
              () -> {
                assertThat(graphite.renderJson("good.before", "-5min")).contains("[1.0, ");
                assertThat(graphite.renderJson("good.after", "-5min")).contains("[2.0, ");
              });
    }
    graphite.send("pickle", new byte[] {0, 0, 1, 0, 'h', 'a', 'l', 'f'});

    assertThat(graphite.terminate()).isZero();

    try (var files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile).map(p -> folder.relativize(p).toString()))
          .filteredOn(name -> name.endsWith(".wsp") && !name.contains("/carbon/"))
          .containsExactlyInAnyOrder(
              "home/storage/whisper/good/before.wsp", "home/storage/whisper/good/after.wsp");
    }
  }
}
