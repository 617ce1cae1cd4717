// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// JDK Flight Recorder on demand: `POST /debug/recording?seconds=` begins one recording, which ends
/// by itself; `GET /debug/recording` tells of it, `GET /debug/recording.jfr` is its file. One at a
/// time, bounded in time and size; the file stays until the next one or the end of the process.
public final class RecordingRoutes implements Routes {

  private static final int MOST_SECONDS = 600;
  private static final int USUAL_SECONDS = 60;
  private static final long MOST_BYTES = 128 << 20;
  private static final String FORM =
      """
      <form method="post" action="recording">
      <label>Seconds <input name="seconds" type="number" min="1" max="600" value="60"></label>
      <button>Record</button>
      </form>
      <p><a href="recording.jfr">The latest recording</a>, once it is done.</p>
      """;

  private @Nullable Recording recording;
  private @Nullable Path file;
  private int seconds;

  /// As a page of [DebugRoutes].
  public DebugRoutes.Page page() {
    return new DebugRoutes.Page(
        "recording",
        "Flight recording",
        "What the Java machine did, for JDK Mission Control or jfr print.",
        this::writeTo,
        FORM);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post("/debug/recording", this::begin, Need.ADMIN);
    routes.get("/debug/recording.jfr", this::download, Need.INSPECT);
  }

  private synchronized void begin(Context context) throws IOException {
    NearbyOnly.require(context);
    var asked = Parameters.of(context).integer("seconds", USUAL_SECONDS);
    if (asked < 1 || asked > MOST_SECONDS) {
      throw new InvalidParametersException(
          "seconds: " + asked + " (expected: 1 to " + MOST_SECONDS + ")");
    }
    context.header("Cache-Control", "no-store");
    if (runs()) {
      StateAnswers.json(
          context.status(409),
          Map.of("error", "a recording of " + seconds + " s runs (expected: one at a time)"));
      return;
    }
    start(asked);
    if (String.valueOf(context.header("Accept")).contains("text/html")) {
      context.status(303).header("Location", "recording").result("");
    } else {
      StateAnswers.json(
          context.status(202), Map.of("seconds", asked, "file", "/debug/recording.jfr"));
    }
  }

  private void start(int asked) throws IOException {
    if (file != null) {
      Files.deleteIfExists(file);
    }
    var next = Files.createTempFile("graphite-", ".jfr");
    next.toFile().deleteOnExit();
    try {
      var begun = new Recording(Configuration.getConfiguration("profile"));
      begun.setName("graphite-debug");
      begun.setMaxSize(MOST_BYTES);
      begun.setDuration(Duration.ofSeconds(asked));
      begun.setDestination(next);
      begun.start();
      recording = begun;
      file = next;
      seconds = asked;
    } catch (ParseException wrong) {
      throw new IllegalStateException("the settings of the JDK", wrong);
    }
  }

  private boolean runs() {
    return recording != null
        && recording.getState() != RecordingState.STOPPED
        && recording.getState() != RecordingState.CLOSED;
  }

  private synchronized void download(Context context) throws IOException {
    NearbyOnly.require(context);
    context.header("Cache-Control", "no-store");
    if (file == null || !Files.exists(file)) {
      StateAnswers.json(
          context.status(404),
          Map.of("error", "no recording (expected: POST /debug/recording?seconds=60 before)"));
    } else if (runs()) {
      context.header("Retry-After", String.valueOf(seconds));
      StateAnswers.json(
          context.status(409), Map.of("error", "the recording of " + seconds + " s still runs"));
    } else {
      context
          .header("Content-Disposition", "attachment; filename=\"graphite.jfr\"")
          .contentType("application/octet-stream")
          .result(Files.newInputStream(file));
    }
  }

  private synchronized void writeTo(JsonGenerator json, Parameters parameters) {
    json.writeStartObject();
    json.writeStringProperty("state", file == null ? "none" : runs() ? "running" : "done");
    if (file != null) {
      json.writeNumberProperty("seconds", seconds);
    }
    json.writeEndObject();
  }
}
