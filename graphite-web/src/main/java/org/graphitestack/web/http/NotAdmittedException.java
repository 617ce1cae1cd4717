// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/// A request that may not go on; knows its answer: data for programs, a page for a person who is
/// told no.
final class NotAdmittedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private static final HtmlPage FORBIDDEN = HtmlPage.ofAccount("Not allowed", "forbidden.html");

  private final int status;
  private final transient Map<String, String> headers;

  private NotAdmittedException(int status, String message, Map<String, String> headers) {
    super(message);
    this.status = status;
    this.headers = new LinkedHashMap<>(headers);
  }

  /// A 401 with how to log in.
  static NotAdmittedException unknown(String message, String challenge) {
    return new NotAdmittedException(401, message, Map.of("WWW-Authenticate", challenge));
  }

  static NotAdmittedException forbidden(String message) {
    return new NotAdmittedException(403, message, Map.of());
  }

  static NotAdmittedException tooMany(String message, long seconds) {
    return new NotAdmittedException(429, message, Map.of("Retry-After", String.valueOf(seconds)));
  }

  static NotAdmittedException unusable(String message) {
    return new NotAdmittedException(503, message, Map.of("Retry-After", "1"));
  }

  /// A person is sent to another page.
  static NotAdmittedException elsewhere(String location) {
    return new NotAdmittedException(302, "elsewhere", Map.of("Location", location));
  }

  void answer(Context context) {
    context.status(status).header("Cache-Control", "no-store");
    headers.forEach(context::header);
    if (status == 302) {
      context.contentType(ErrorAnswers.HTML).result("");
    } else if (status == 403 && HtmlPage.isAwaited(context)) {
      FORBIDDEN.answer(context, Map.of("reason", String.valueOf(getMessage())));
      context.header("Cache-Control", "no-store");
    } else {
      StateAnswers.json(context, Map.of("error", String.valueOf(getMessage())));
    }
  }
}
