// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.graphitestack.web.cluster.ServerAddress.Notation;
import org.jspecify.annotations.Nullable;

/// One other server: asks it over HTTP, knows how it did lately, and whether to leave it alone.
/// Thread-safe. Blocks the thread that asks, which is a virtual one; interrupting it breaks the
/// connection off, by which the server knows that nobody waits any more.
///
/// Only the address of the configuration is ever asked, redirects are not followed.
final class RemoteServer {

  /// Longer requests are sent as a form: graphite-web's front ends refuse long lines.
  private static final int LONGEST_QUERY = 4096;

  /// No other server is asked before: a pause of the collector is no reason.
  private static final long SOONEST_HEDGE = TimeUnit.MILLISECONDS.toNanos(10);

  private static final Pattern UNKNOWN_FORMAT =
      Pattern.compile("(?i)(invalid value for|unsupported|unknown) '?format");

  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int OK = 200;
  private static final int LONGEST_MESSAGE = 500;

  private final ServerAddress address;
  private final Connections http;
  private final Supplier<ClusterConfig> config;
  private final LongSupplier nanoTime;
  private final CircuitBreaker breaker;
  private final Latencies latencies = new Latencies();
  private final LatencyListener listener;
  private final LongAdder requests = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private volatile boolean picklesOnly;
  private volatile @Nullable String lastFailure;

  RemoteServer(
      ServerAddress address,
      Connections http,
      Supplier<ClusterConfig> config,
      LatencyListener listener,
      LongSupplier nanoTime) {
    this.address = address;
    this.http = http;
    this.config = config;
    this.listener = listener;
    this.nanoTime = nanoTime;
    this.breaker = new CircuitBreaker(nanoTime);
  }

  /// Gives what holds the connections.
  @FunctionalInterface
  interface Connections {

    /// The same as long as its certificates are.
    ///
    /// @throws IOException if its certificates cannot be read
    HttpClient get() throws IOException;
  }

  /// Makes something of the body of an answer.
  @FunctionalInterface
  interface Decoder<T> {

    T decode(Notation notation, BoundedBody body) throws IOException;
  }

  ServerAddress address() {
    return address;
  }

  String name() {
    return address.name();
  }

  /// Whether it may be asked now; counts it if not.
  boolean permits() {
    var permitted = breaker.permits(config.get().retryDelay());
    if (!permitted) {
      skipped.increment();
    }
    return permitted;
  }

  boolean leftAlone() {
    return breaker.isOpen();
  }

  /// Why it is left alone.
  String whyLeftAlone() {
    return "left alone after failures, the last: " + lastFailure;
  }

  /// How long it is waited for before another one is asked: the longest there is if none ever is.
  long hedgeNanos() {
    var percentile = config.get().hedgePercentile();
    var most = lateNanos();
    return percentile == 0
        ? most
        : Math.min(most, Math.max(SOONEST_HEDGE, latencies.percentile(percentile).orElse(most)));
  }

  /// How long it is waited for where others have answered: the longest there is if always.
  long lateNanos() {
    var nanos = config.get().hedgeAfter().toNanos();
    return nanos == 0 ? Long.MAX_VALUE : nanos;
  }

  /// What it takes usually, to prefer the quickest.
  long usualNanos() {
    return latencies.percentile(50).orElse(0);
  }

  void succeeded(long nanos) {
    latencies.add(nanos);
    listener.answered(name(), nanos);
    breaker.succeeded();
  }

  void failed(String reason) {
    failures.increment();
    lastFailure = reason;
    breaker.failed(config.get().failures());
  }

  /// Others were quicker, so it was not waited for any longer.
  ///
  /// @param nanos for how long it was
  void wasLate(long nanos) {
    late.increment();
    if (nanos < lateNanos()) {
      breaker.abandoned();
    } else {
      lastFailure = "slower than others";
      breaker.failed(config.get().failures());
    }
  }

  void abandoned() {
    breaker.abandoned();
  }

  ServerFigures figures() {
    return new ServerFigures(
        name(),
        requests.sum(),
        failures.sum(),
        late.sum(),
        skipped.sum(),
        bytes.sum(),
        leftAlone());
  }

  /// Asks for something that servers write in several notations.
  ///
  /// @param deadline nanosecond when it must be there
  /// @throws IOException if it cannot be had
  /// @throws RefusedByServerException if the server says that the question is wrong
  <T> T ask(String path, List<Field> fields, T nothing, long deadline, Decoder<T> decoder)
      throws IOException, InterruptedException {
    var wanted = notation();
    try {
      return ask(path, fields, nothing, deadline, wanted, decoder);
    } catch (OtherNotationException other) {
      if (address.notation().isPresent() || wanted == Notation.PICKLE) {
        throw other;
      }
      var answer = ask(path, fields, nothing, deadline, Notation.PICKLE, decoder);
      picklesOnly = true;
      return answer;
    }
  }

  private Notation notation() {
    return address.notation().orElse(picklesOnly ? Notation.PICKLE : Notation.MSGPACK);
  }

  private <T> T ask(
      String path,
      List<Field> fields,
      T nothing,
      long deadline,
      Notation notation,
      Decoder<T> decoder)
      throws IOException, InterruptedException {
    var all = new ArrayList<Field>();
    all.add(new Field("format", notation.requestName()));
    all.add(new Field("local", address.local()));
    all.addAll(fields);
    return exchange(
        path,
        all,
        deadline,
        response -> {
          if (response.statusCode() == NOT_FOUND) {
            // go-carbon's way to say that there is nothing
            return nothing;
          }
          var type = response.headers().firstValue("Content-Type").orElse("none");
          for (var known : Notation.values()) {
            if (response.statusCode() == OK && type.startsWith(known.contentType())) {
              return decode(response, body -> decoder.decode(known, body));
            }
          }
          if (response.statusCode() == OK || response.statusCode() == BAD_REQUEST) {
            throw refused(response, type, notation);
          }
          throw failure(response);
        });
  }

  /// Older servers refuse a notation they do not know, or draw a picture instead.
  private IOException refused(HttpResponse<InputStream> response, String type, Notation notation)
      throws IOException {
    var message = message(response);
    if (response.statusCode() == OK || UNKNOWN_FORMAT.matcher(message).find()) {
      return new OtherNotationException(
          "content type " + type + " (expected: " + notation.contentType() + ")");
    }
    throw new RefusedByServerException(name(), message);
  }

  /// Asks for texts as a list in JSON.
  ///
  /// @param deadline nanosecond when it must be there
  List<String> askTexts(String path, List<Field> fields, long deadline)
      throws IOException, InterruptedException {
    var all = new ArrayList<>(fields);
    all.add(new Field("local", address.local()));
    return exchange(
        path,
        all,
        deadline,
        response ->
            switch (response.statusCode()) {
              case OK -> decode(response, JsonTexts::read);
              case NOT_FOUND -> List.of();
              case BAD_REQUEST -> throw new RefusedByServerException(name(), message(response));
              default -> throw failure(response);
            });
  }

  @FunctionalInterface
  private interface BodyReader<T> {
    T read(BoundedBody body) throws IOException;
  }

  @FunctionalInterface
  private interface AnswerReader<T> {
    T read(HttpResponse<InputStream> response) throws IOException;
  }

  private <T> T decode(HttpResponse<InputStream> response, BodyReader<T> reader)
      throws IOException {
    var body = new BoundedBody(response.body(), config.get().answerBytes());
    try {
      var answer = reader.read(body);
      // to its end, or the connection would not be used again
      while (body.read() >= 0) {
        // a line feed at most
      }
      return answer;
    } finally {
      bytes.add(body.count());
    }
  }

  private <T> T exchange(String path, List<Field> fields, long deadline, AnswerReader<T> reader)
      throws IOException, InterruptedException {
    var request = request(path, Field.encoded(fields));
    for (var tries = 1; ; tries++) {
      requests.increment();
      var left = deadline - nanoTime.getAsLong();
      if (left <= 0) {
        throw new HttpTimeoutException("no time left");
      }
      try {
        var timed = request.timeout(Duration.ofNanos(left)).build();
        var response = http.get().send(timed, HttpResponse.BodyHandlers.ofInputStream());
        try (var _ = response.body()) {
          return reader.read(response);
        }
      } catch (HttpTimeoutException | OtherNotationException last) {
        throw last;
      } catch (SSLException refused) {
        throw new IOException("TLS: " + refused.getMessage(), refused);
      } catch (IOException failed) {
        if (tries >= config.get().tries() || Thread.currentThread().isInterrupted()) {
          throw described(failed);
        }
      }
    }
  }

  private static IOException described(IOException failed) {
    return failed instanceof ConnectException && failed.getMessage() == null
        ? new IOException("cannot be reached", failed)
        : failed;
  }

  private HttpRequest.Builder request(String path, String encoded) {
    var uri = address.base() + path;
    var builder = HttpRequest.newBuilder();
    if (!address.token().isEmpty()) {
      builder.header("Authorization", "Bearer " + address.token());
    }
    if (config.get().usePost() || encoded.length() > LONGEST_QUERY) {
      return builder
          .uri(URI.create(uri))
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(HttpRequest.BodyPublishers.ofString(encoded));
    }
    return builder.uri(URI.create(uri + "?" + encoded));
  }

  private IOException failure(HttpResponse<InputStream> response) throws IOException {
    return new IOException("status " + response.statusCode() + ": " + message(response));
  }

  /// The first line of what is said.
  private static String message(HttpResponse<InputStream> response) throws IOException {
    var text = new String(response.body().readNBytes(LONGEST_MESSAGE), StandardCharsets.UTF_8);
    return text.replaceAll("<[^>]*>", " ").strip().lines().findFirst().orElse("").strip();
  }

  /// Another notation came than was asked for.
  private static final class OtherNotationException extends IOException {

    private static final long serialVersionUID = 1;

    OtherNotationException(String message) {
      super(message);
    }
  }
}
