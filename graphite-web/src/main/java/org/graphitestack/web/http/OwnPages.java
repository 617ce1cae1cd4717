// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.http.Context;

/// What only this server's own pages and programs may ask for.
final class OwnPages {

  private OwnPages() {}

  /// Pages of other sites could make a browser send this; programs say nothing of a site.
  ///
  /// @throws InvalidParametersException if one did
  static void refuseOthers(Context context) {
    var site = context.header("Sec-Fetch-Site");
    if ("cross-site".equals(site) || "same-site".equals(site)) {
      throw new InvalidParametersException(
          "Sec-Fetch-Site: " + site + " (expected: a page of this server)");
    }
  }
}
