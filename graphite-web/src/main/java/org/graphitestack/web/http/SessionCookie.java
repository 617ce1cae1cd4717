// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import org.graphitestack.web.login.Logins;

/// The cookie that holds the secret of a session. Scripts cannot read it, and other sites' pages do
/// not send it but by following a link.
final class SessionCookie {

  private static final String NAME = "graphite_session";
  private static final String FORM_TOKEN = "csrf";

  private SessionCookie() {}

  static Optional<String> of(Context context) {
    return Optional.ofNullable(context.cookie(NAME)).filter(secret -> !secret.isEmpty());
  }

  static void set(Context context, String secret, Duration life, boolean secure) {
    add(context, secret, life.toSeconds(), secure);
  }

  static void clear(Context context, boolean secure) {
    add(context, "", 0, secure);
  }

  private static void add(Context context, String secret, long seconds, boolean secure) {
    context
        .res()
        .addHeader(
            "Set-Cookie",
            NAME
                + "="
                + secret
                + "; Path=/; Max-Age="
                + seconds
                + "; HttpOnly; SameSite=Lax"
                + (secure ? "; Secure" : ""));
  }

  /// What the forms of the session's pages hold; empty without a session.
  static String formToken(Context context) {
    return of(context).map(Logins::formToken).orElse("");
  }

  /// Whether a request holds what only pages of its session know: in a header or a form.
  static boolean hasFormToken(Context context) {
    var expected = formToken(context);
    var header = context.header("X-CSRF-Token");
    var sent = header == null ? Parameters.ofForm(context).last(FORM_TOKEN, "") : header;
    return !expected.isEmpty()
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
  }
}
