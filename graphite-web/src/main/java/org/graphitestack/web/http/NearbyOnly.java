// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Who may look into the server: an administrator who has logged in, or someone on this machine.
///
/// Where nobody logs in the gate lets in everyone, and a port may be open to a network for its
/// graphs; threads, settings and queries are not for that network. A proxy on this machine passes
/// on what others ask, which its headers tell. A page that a browser on this machine shows might
/// reach this port under a name of its own; so the name asked for has to be an address, or
/// localhost.
final class NearbyOnly {

  private static final List<String> FORWARDED =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-fA-F:.]+\\]");

  private NearbyOnly() {}

  /// @throws NotAdmittedException if it is neither
  static void require(Context context) {
    if (Viewers.of(context).user().isPresent()) {
      return;
    }
    if (!isLoopback(context.req().getRemoteAddr())) {
      throw refusal("client: " + context.req().getRemoteAddr());
    }
    for (var header : FORWARDED) {
      if (context.header(header) != null) {
        throw refusal("header " + header + ": a proxy asks for someone else");
      }
    }
    if (!isOfThisMachine(context.header("Host"))) {
      throw refusal("host: " + context.header("Host"));
    }
  }

  private static NotAdmittedException refusal(String found) {
    return NotAdmittedException.forbidden(
        found + " (expected: this machine, asked as localhost, or a login with the role admin)");
  }

  static boolean isLoopback(String address) {
    try {
      return InetAddress.ofLiteral(address).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  static boolean isOfThisMachine(@org.jspecify.annotations.Nullable String host) {
    if (host == null) {
      return true;
    }
    var colon = host.lastIndexOf(':');
    var name = colon > host.indexOf(']') ? host.substring(0, colon) : host;
    return name.toLowerCase(Locale.ROOT).equals("localhost") || ADDRESS.matcher(name).matches();
  }
}
