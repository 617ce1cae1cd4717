// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// The requests of Grafana's Graphite data source as they leave Grafana's proxy: the same paths,
/// encodings, order of parameters and headers. Owned by one test class.
final class GrafanaSource implements AutoCloseable {

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final String FORM = "application/x-www-form-urlencoded";

  private final URI web;
  private final HttpClient http = HttpClient.newHttpClient();

  GrafanaSource(URI web) {
    this.web = web;
  }

  /// An answer as the data source gets it, unpacked.
  record Answer(int status, String contentType, String body) {

    JsonNode json() {
      return JSON.readTree(body);
    }

    /// The texts of a JSON array of texts.
    List<String> texts() {
      return json().values().stream().map(JsonNode::asString).toList();
    }
  }

  /// What it asks first, to know which functions of its editor will work.
  Answer version() throws IOException {
    return get("/version");
  }

  /// The button "Save & test".
  Answer saveAndTest() throws IOException {
    return post(
        "/render", "target=constantLine(100)&from=-1h&until=now&format=json&maxDataPoints=300");
  }

  Answer functions() throws IOException {
    return get("/functions");
  }

  /// A panel whose queries the browser sends: each target wrapped so that the letter of its query
  /// comes back at the end of the name.
  Answer panel(String letter, String target, String from, String until) throws IOException {
    return post(
        "/render",
        "target="
            + asBrowser(wrapped(target, letter))
            + "&from="
            + asBrowser(from)
            + "&until="
            + asBrowser(until)
            + "&format=json&maxDataPoints=1100");
  }

  /// A panel or an alert whose queries Grafana's server sends: form keys sorted, encoded by Go.
  Answer serverPanel(String letter, String target, long from, long until) throws IOException {
    var form =
        new TreeMap<>(
            Map.of(
                "target", wrapped(target, letter),
                "from", String.valueOf(from),
                "until", String.valueOf(until),
                "format", "json",
                "maxDataPoints", "500"));
    return post(
        "/render",
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + asServer(field.getValue()))
            .collect(Collectors.joining("&")));
  }

  /// Any body of a render request.
  Answer render(String body) throws IOException {
    return post("/render", body);
  }

  static String wrapped(String target, String letter) {
    return "aliasSub(" + target + ", \"(^.*$)\", \"\\1 " + letter + "\")";
  }

  /// The editor and variables: the pattern in the body as it is, the times in the address.
  Answer find(String query, String from, String until) throws IOException {
    return post("/metrics/find?from=" + from + "&until=" + until, "query=" + query);
  }

  /// A variable `expand(…)`.
  Answer expand(String query, String from, String until) throws IOException {
    return get("/metrics/expand?query=" + asBrowser(query) + "&from=" + from + "&until=" + until);
  }

  Answer tags(List<String> expressions, String prefix, String limit) throws IOException {
    return get(
        "/tags/autoComplete/tags?"
            + expressions(expressions)
            + (prefix.isEmpty() ? "" : "&tagPrefix=" + asBrowser(prefix))
            + (limit.isEmpty() ? "" : "&limit=" + limit)
            + "&from=-6h&until=now");
  }

  Answer tagValues(List<String> expressions, String tag, String prefix, String limit)
      throws IOException {
    return get(
        "/tags/autoComplete/values?"
            + expressions(expressions)
            + "&tag="
            + asBrowser(tag)
            + (prefix.isEmpty() ? "" : "&valuePrefix=" + asBrowser(prefix))
            + (limit.isEmpty() ? "" : "&limit=" + limit)
            + "&from=-6h&until=now");
  }

  /// Annotations from events, of all or of some tags.
  Answer annotations(String from, String until, String tags) throws IOException {
    return get(
        "/events/get_data?from="
            + from
            + "&until="
            + until
            + (tags.isEmpty() ? "" : "&tags=" + tags.replace(" ", "%20")));
  }

  /// A list without elements leaves its ampersand behind.
  private static String expressions(List<String> expressions) {
    return expressions.stream().map(e -> "expr=" + asBrowser(e)).collect(Collectors.joining("&"));
  }

  /// JavaScript's `encodeURIComponent`.
  static String asBrowser(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%21", "!")
        .replace("%27", "'")
        .replace("%28", "(")
        .replace("%29", ")")
        .replace("%7E", "~");
  }

  /// Go's `url.QueryEscape`.
  private static String asServer(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
  }

  private Answer get(String pathAndQuery) throws IOException {
    return exchange(HttpRequest.newBuilder(web.resolve(pathAndQuery)));
  }

  private Answer post(String pathAndQuery, String body) throws IOException {
    return exchange(
        HttpRequest.newBuilder(web.resolve(pathAndQuery))
            .header("Content-Type", FORM)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private Answer exchange(HttpRequest.Builder request) throws IOException {
    request
        .header("Accept", "application/json, text/plain, */*")
        .header("Accept-Encoding", "gzip")
        .header("User-Agent", "Grafana/12.1.0")
        .header("X-Forwarded-For", "192.0.2.7")
        .header("X-Grafana-Org-Id", "1")
        .header("X-Dashboard-Id", "42")
        .header("X-Panel-Id", "7")
        .header("X-Plugin-Id", "graphite");
    try {
      var response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      var packed = response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
      var body = packed ? unpacked(response.body()) : response.body();
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          new String(body, StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static byte[] unpacked(byte[] gzip) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
