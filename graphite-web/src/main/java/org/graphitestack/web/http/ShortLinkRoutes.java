// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import org.graphitestack.web.bookmark.ShortLink;
import org.graphitestack.web.bookmark.ShortLinkStore;

/// `/s/PATH?QUERY` gives an address of this server a short one, `/S/KEY` leads back to it.
public final class ShortLinkRoutes implements Routes {

  private static final String SHORTEN = "/s/";

  private final ShortLinkStore links;

  public ShortLinkRoutes(ShortLinkStore links) {
    this.links = links;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/s/<path>", StateAnswers.of("short links", this::shorten), Need.READ);
    routes.get("/S/{key}", StateAnswers.of("short links", this::follow), Need.READ);
  }

  private void shorten(Context context) {
    OwnPages.refuseOthers(context);
    var path = context.req().getRequestURI().substring(SHORTEN.length());
    var query = context.queryString();
    var link = links.of(ShortLink.kept(query == null ? path : path + "?" + query));
    context.contentType("text/plain").result("/S/" + link.key());
  }

  /// The way back is relative, so that it leads nowhere but to this server, below any prefix.
  private void follow(Context context) {
    var id = ShortLink.idOf(context.pathParam("key"));
    if (id.isEmpty()) {
      throw new NotFoundResponse();
    }
    var link = links.get(id.getAsLong()).orElseThrow(NotFoundResponse::new);
    context.status(301).header("Location", HtmlPage.toRoot(context) + link.target());
  }
}
