// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.bulk;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// A daemon that takes points: its own lane stores them, so that its locks, its index and its
/// schemas are those of its live points. Not thread-safe.
final class Target implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final JsonFactory JSON = new JsonFactory();

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final URI address;

  /// @param url of the daemon's web or admin port
  Target(String url, boolean fill) {
    this.address =
        URI.create(url.replaceAll("/+$", "") + "/cache/import" + (fill ? "?fill=1" : ""));
  }

  Taken take(byte[] lines) throws IOException {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(LONGEST)
            .header("X-Requested-With", "graphite")
            .header("Content-Type", "text/plain; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofByteArray(lines))
            .build();
    try {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (answer.statusCode() != 200) {
        throw new IOException(
            address + ": " + answer.statusCode() + " " + answer.body() + " (expected: 200)");
      }
      return read(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the import was interrupted", e);
    }
  }

  private static Taken read(String body) throws IOException {
    var figures = new HashMap<String, Long>();
    List<String> faults = new ArrayList<>();
    try (var parser = JSON.createParser(ObjectReadContext.empty(), body)) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_NUMBER_INT) {
          figures.put(parser.currentName(), parser.getLongValue());
        } else if (token == JsonToken.VALUE_STRING) {
          faults.add(parser.getString());
        }
      }
    }
    if (!figures.containsKey("stored")) {
      throw new IOException("the daemon answered '" + body + "' (expected: figures)");
    }
    return new Taken(
        figures.getOrDefault("stored", 0L),
        figures.getOrDefault("created", 0L),
        figures.getOrDefault("there", 0L),
        figures.getOrDefault("too_old", 0L),
        figures.getOrDefault("rejected", 0L),
        figures.getOrDefault("failed", 0L),
        faults);
  }

  @Override
  public void close() {
    client.close();
  }
}
