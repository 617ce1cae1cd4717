// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.http.Context;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What only this server's own pages and programs may ask for.
///
/// Browsers tell which site a request comes from: in `Sec-Fetch-Site` where the connection is
/// trustworthy, else in `Origin` or `Referer`, which name the same host as `Host` for an own page.
/// A proxy that asks under another name says the former one in `X-Forwarded-Host`; whether that is
/// true does not matter here, for a page of another site cannot make a browser send it.
final class OwnPages {

  private OwnPages() {}

  /// Where a request comes from.
  enum Site {
    OWN,
    OTHER,
    /// A program, or a person who typed the address.
    UNTOLD
  }

  static Site site(Context context) {
    var site = context.header("Sec-Fetch-Site");
    if (site != null) {
      return switch (site) {
        case "same-origin" -> Site.OWN;
        case "none" -> Site.UNTOLD;
        default -> Site.OTHER;
      };
    }
    var from = Optional.ofNullable(context.header("Origin"));
    if (from.isEmpty()) {
      from = Optional.ofNullable(context.header("Referer"));
    }
    return from.isEmpty() ? Site.UNTOLD : isOwn(context, from.get()) ? Site.OWN : Site.OTHER;
  }

  private static boolean isOwn(Context context, String address) {
    String host;
    try {
      host = new URI(address).getRawAuthority();
    } catch (URISyntaxException _) {
      return false;
    }
    return isSame(host, context.header("Host")) || isSame(host, context.header("X-Forwarded-Host"));
  }

  private static boolean isSame(@Nullable String host, @Nullable String own) {
    return host != null
        && own != null
        && host.toLowerCase(Locale.ROOT).equals(own.strip().toLowerCase(Locale.ROOT));
  }

  /// Pages of other sites could make a browser send this; programs say nothing of a site.
  ///
  /// @throws InvalidParametersException if one did
  static void refuseOthers(Context context) {
    if (site(context) == Site.OTHER) {
      throw new InvalidParametersException(told(context) + " (expected: a page of this server)");
    }
  }

  /// What a request says of where it comes from.
  static String told(Context context) {
    for (var name : new String[] {"Sec-Fetch-Site", "Origin", "Referer"}) {
      var value = context.header(name);
      if (value != null) {
        return name + ": " + (value.length() > 200 ? value.substring(0, 200) : value);
      }
    }
    return "Sec-Fetch-Site: none, Origin: none";
  }
}
