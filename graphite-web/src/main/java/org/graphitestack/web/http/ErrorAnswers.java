// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.graphitestack.web.cluster.UnreachableException;
import org.graphitestack.web.quota.OverQuotaException;

/// What a client sees when a request fails: a 400 names the mistake, a 503 that it may come again,
/// a 500 only a request id under which the log has the stack trace. The log gets at most one trace
/// a second; how many were left out stands in the next one.
///
/// The page of a 500 begins with `<body`, as graphite-web's does: Grafana recognises it by that and
/// shows its text without the tags.
final class ErrorAnswers {

  private static final System.Logger log = System.getLogger(ErrorAnswers.class.getName());
  private static final long NANOS_BETWEEN_TRACES = 1_000_000_000L;
  static final String HTML = "text/html; charset=utf-8";

  private final LongSupplier nanoTime;
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong untraced = new AtomicLong();
  private final AtomicLong nextTrace;

  ErrorAnswers(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.nextTrace = new AtomicLong(nanoTime.getAsLong());
  }

  void addTo(RoutesConfig routes) {
    routes.exception(InvalidParametersException.class, (e, context) -> badRequest(context, e));
    routes.exception(NotAdmittedException.class, (e, context) -> e.answer(context));
    routes.exception(BusyException.class, (e, context) -> busy(context, e));
    routes.exception(OverQuotaException.class, (e, context) -> overQuota(context, e));
    routes.exception(UnreachableException.class, (e, context) -> unreachable(context, e));
    routes.exception(HttpResponseException.class, (e, context) -> page(context, e.getStatus()));
    routes.exception(Exception.class, (e, context) -> internalError(context, e));
    routes.error(
        404,
        context -> {
          if (context.resultInputStream() == null) {
            page(context, 404);
          }
        });
  }

  /// Requests that ended with a 500 since the start.
  long failures() {
    return failures.get();
  }

  /// The small page of a status.
  static String page(int status) {
    var reason =
        switch (status) {
          case 400 -> "Bad Request";
          case 404 -> "Not Found";
          case 405 -> "Method Not Allowed";
          case 413 -> "Content Too Large";
          case 414 -> "URI Too Long";
          case 431 -> "Request Header Fields Too Large";
          case 503 -> "Service Unavailable";
          default -> "Error " + status;
        };
    return "<!doctype html>\n<title>" + reason + "</title>\n<h1>" + reason + "</h1>\n";
  }

  /// Records a failure and returns the id under which it is logged.
  String record(String method, String path, Throwable cause) {
    var id = String.format(Locale.ROOT, "%08x", failures.incrementAndGet());
    var now = nanoTime.getAsLong();
    var due = nextTrace.get();
    if (now - due >= 0 && nextTrace.compareAndSet(due, now + NANOS_BETWEEN_TRACES)) {
      var left = untraced.getAndSet(0);
      log.log(
          ERROR,
          "request "
              + id
              + ": "
              + method
              + " "
              + path
              + " failed"
              + (left == 0 ? "" : " (" + left + " more failed since the last trace)"),
          cause);
    } else {
      untraced.incrementAndGet();
    }
    return id;
  }

  private static void badRequest(Context context, InvalidParametersException e) {
    context
        .status(400)
        .contentType(HTML)
        .result("Invalid parameters (" + Html.escape(String.valueOf(e.getMessage())) + ")");
  }

  private static void busy(Context context, BusyException e) {
    context
        .status(503)
        .header("Retry-After", "1")
        .contentType("text/plain; charset=utf-8")
        .result("too many requests at once: " + e.getMessage() + "\n");
  }

  private static void overQuota(Context context, OverQuotaException e) {
    context
        .status(429)
        .header("Retry-After", String.valueOf(e.retryAfterSeconds()))
        .header("Cache-Control", "no-store")
        .contentType("text/plain; charset=utf-8")
        .result(e.getMessage() + "; ask again in " + e.retryAfterSeconds() + " s\n");
  }

  /// Not an empty answer: nobody knows what it would have been.
  private static void unreachable(Context context, UnreachableException e) {
    context
        .status(503)
        .header("Retry-After", "1")
        .header("Cache-Control", "no-store")
        .contentType("text/plain; charset=utf-8")
        .result(e.getMessage() + "\n");
  }

  private static void page(Context context, int status) {
    context.status(status).contentType(HTML).result(page(status));
  }

  private void internalError(Context context, Exception e) {
    var id = record(context.method().name(), context.path(), e);
    if (context.res().isCommitted()) {
      log.log(WARNING, "request " + id + " failed after its answer had begun");
      return;
    }
    context.status(500).contentType(HTML).result(internalErrorPage(id));
  }

  static String internalErrorPage(String id) {
    return "<body>\n<h1>Internal Server Error</h1>\n<p>The log has the reason under request "
        + id
        + ".</p>\n</body>\n";
  }
}
