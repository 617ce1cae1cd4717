// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static java.lang.System.Logger.Level.INFO;

import io.javalin.http.Context;

/// A log line for each answer, under a logger that is off unless somebody turns it on:
///
/// ```
/// 127.0.0.1 alice "GET /render?target=servers.*.load" 200 12 ms
/// ```
///
/// What a form or message asked for is not in it, nor are headers: no secret. Thread-safe.
public final class AccessLog {

  /// The name of the logger.
  public static final String LOGGER = "access";

  private static final System.Logger log = System.getLogger(LOGGER);

  private AccessLog() {}

  /// @param millis from the request to the end of the answer
  static void answered(Context context, float millis) {
    if (!log.isLoggable(INFO)) {
      return;
    }
    var request = context.req();
    var query = request.getQueryString();
    var line =
        request.getRemoteAddr()
            + ' '
            + Viewers.of(context).user().orElse("-")
            + " \""
            + request.getMethod()
            + ' '
            + request.getRequestURI()
            + (query == null ? "" : "?" + query)
            + "\" "
            + context.statusCode()
            + ' '
            + Math.round(millis)
            + " ms";
    // nothing that a client sends makes a second line
    log.log(INFO, line.replaceAll("\\p{Cntrl}", " "));
  }
}
