// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.security.RouteRole;
import org.graphitestack.web.access.Role;
import org.graphitestack.web.access.Viewer;

/// What someone must be allowed to for a route. A route that names none is for [#ADMIN].
public enum Need implements RouteRole {
  /// Nothing: health, the login page and what it is made of.
  OPEN(Role.NONE),
  /// To read; what rules hide is left out by the route.
  READ(Role.READ),
  /// To read, and to see everything: answers that name series and leave out none.
  OVERVIEW(Role.READ),
  /// To change what others see: dashboards, saved graphs, events, tags.
  EDIT(Role.EDIT),
  /// To look into the server: settings, threads, who asks what. See also [NearbyOnly].
  INSPECT(Role.ADMIN),
  /// To tell the server to do something, or to change series.
  ADMIN(Role.ADMIN);

  private final Role role;

  Need(Role role) {
    this.role = role;
  }

  Role role() {
    return role;
  }

  /// Whether pages of other sites must not make a browser ask for it.
  boolean changes() {
    return this == EDIT || this == ADMIN;
  }

  boolean isMetBy(Viewer viewer) {
    return viewer.may(role) && ((this != OVERVIEW && this != INSPECT) || viewer.sees().all());
  }
}
