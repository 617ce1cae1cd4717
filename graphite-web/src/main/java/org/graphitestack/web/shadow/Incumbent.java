// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.shadow;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graphitestack.web.format.JsonText;
import org.jspecify.annotations.Nullable;

/// The other server. Redirects are not followed, answers are read up to a limit.
final class Incumbent implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /// A point is about so many bytes of JSON.
  private static final long BYTES_PER_POINT = 40;

  private static final long LEAST_BYTES = 1 << 20;
  private static final int EXCERPT = 200;

  /// It has answered otherwise than with series.
  static final class Failure extends Exception {

    private static final long serialVersionUID = 1L;

    private final DifferenceKind kind;

    Failure(DifferenceKind kind, String message) {
      super(message);
      this.kind = kind;
    }

    DifferenceKind kind() {
      return kind;
    }
  }

  private @Nullable HttpClient http;

  /// Made for the first question: most webs shadow nobody, and a client brings up all of TLS, which
  /// was a third of a start.
  private synchronized HttpClient http() {
    var known = http;
    if (known == null) {
      known =
          HttpClient.newBuilder()
              .connectTimeout(CONNECT)
              .followRedirects(HttpClient.Redirect.NEVER)
              .version(HttpClient.Version.HTTP_1_1)
              .build();
      http = known;
    }
    return known;
  }

  /// Its answer to a query of `/render`.
  List<ShadowSeries> ask(URI base, String query, ShadowConfig config)
      throws Failure, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(base.toString().replaceFirst("/+$", "") + "/render"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("User-Agent", "graphite-stack-shadow")
            .timeout(config.timeout())
            .POST(HttpRequest.BodyPublishers.ofString(query))
            .build();
    var most = Math.max(LEAST_BYTES, BYTES_PER_POINT * config.maxPoints());
    try {
      var response = http().send(request, HttpResponse.BodyHandlers.ofInputStream());
      byte[] body;
      try (var in = response.body()) {
        body = in.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 8));
      }
      if (body.length > most) {
        throw new Failure(DifferenceKind.UNREADABLE, "more than " + most + " bytes");
      }
      var text = new String(body, StandardCharsets.UTF_8);
      if (response.statusCode() != 200) {
        throw new Failure(
            DifferenceKind.REFUSED, response.statusCode() + ": " + excerpt(text.strip()));
      }
      return series(text);
    } catch (IOException e) {
      throw new Failure(
          DifferenceKind.UNREACHABLE,
          e instanceof ConnectException && e.getMessage() == null ? "no connection" : e.toString());
    }
  }

  private static List<ShadowSeries> series(String json) throws Failure {
    try {
      var whole = JsonText.object("{\"series\": " + json + "}");
      if (!(whole.get("series") instanceof List<?> list)) {
        throw new IllegalArgumentException("is no list");
      }
      var series = new ArrayList<ShadowSeries>();
      for (var one : list) {
        series.add(oneOf(one));
      }
      return series;
    } catch (IllegalArgumentException | ClassCastException wrong) {
      throw new Failure(DifferenceKind.UNREADABLE, wrong.getMessage() + ": " + excerpt(json));
    }
  }

  private static ShadowSeries oneOf(Object one) {
    if (!(one instanceof Map<?, ?> object)
        || !(object.get("target") instanceof String target)
        || !(object.get("datapoints") instanceof List<?> points)) {
      throw new IllegalArgumentException("is no list of targets with datapoints");
    }
    var times = new long[points.size()];
    var values = new double[points.size()];
    for (var i = 0; i < times.length; i++) {
      if (!(points.get(i) instanceof List<?> pair)
          || pair.size() != 2
          || !(pair.get(1) instanceof Number time)) {
        throw new IllegalArgumentException("has a datapoint that is no pair of value and time");
      }
      times[i] = time.longValue();
      values[i] = pair.get(0) instanceof Number value ? value.doubleValue() : Double.NaN;
    }
    return new ShadowSeries(target, times, values);
  }

  private static String excerpt(String text) {
    return text.length() > EXCERPT ? text.substring(0, EXCERPT) + "…" : text;
  }

  @Override
  public synchronized void close() {
    if (http != null) {
      http.shutdownNow();
    }
  }
}
