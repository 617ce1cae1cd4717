// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole table of routes and what each needs.
class RouteNeedsTest {

  /// Those that are asked by POST as well as by GET, since questions are long.
  private static final Set<String> QUESTIONS =
      Set.of(
          "/render",
          "/render/~{user}/{name}",
          "/metrics",
          "/metrics/find",
          "/metrics/expand",
          "/metrics/index.json",
          "/metrics/search",
          "/info",
          "/tags/findSeries",
          "/tags/autoComplete/tags",
          "/tags/autoComplete/values",
          "/events/get_data",
          "/composer",
          "/browser",
          "/browser/header",
          "/browser/search",
          "/browser/mygraph",
          "/browser/usergraph",
          "/whitelist",
          "/dashboard",
          "/dashboard/help",
          "/dashboard/find",
          "/dashboard/settings.json",
          "/dashboard/find_template",
          "/dashboard/email",
          "/dashboard/load/{name}",
          "/dashboard/load/{name}/{value}",
          "/dashboard/load_template/{name}/{value}",
          "/dashboard/{name}",
          "/dashboard/{name}/{value}");

  /// Those that look after logins themselves.
  private static final Set<String> LOGINS =
      Set.of(
          "/account/login",
          "/account/logout",
          "/account/edit",
          "/account/update",
          "/account/me",
          "/dashboard/login",
          "/dashboard/logout");

  /// Pages on which administrators look after accounts.
  private static final Set<String> ACCOUNTS = Set.of("/account/users", "/account/tokens");

  private static final Set<String> OPEN = Set.of("/healthz", "/readyz", "/version");

  /// Those that change something by GET as well, as in graphite-web.
  private static final Set<String> CHANGED_BY_GET =
      Set.of(
          "/composer/mygraph",
          "/dashboard/create-temporary",
          "/dashboard/save/{name}",
          "/dashboard/save_template/{name}/{key}",
          "/dashboard/delete/{name}",
          "/dashboard/delete_template/{name}");

  private static final Map<String, Need> MORE =
      Map.of(
          "/cache/status.json", Need.OVERVIEW,
          "/whitelist", Need.OVERVIEW,
          "/shadow", Need.OVERVIEW,
          "/shadow/report.json", Need.OVERVIEW,
          "/cache/series/delete", Need.ADMIN,
          "/cache/import", Need.ADMIN,
          "/debug", Need.INSPECT,
          "/debug/report.css", Need.OPEN,
          "/debug/sample", Need.INSPECT,
          "/debug/sample.json", Need.INSPECT);

  @TempDir private Path folder;
  private WebOfUsers web;

  @BeforeEach
  void open() throws IOException {
    web = new WebOfUsers(folder, WebOfUsers.required());
  }

  @AfterEach
  void close() {
    web.close();
  }

  @Test
  void everyRoute_saysWhatItNeeds() {
    assertThat(web.server.server().routes()).hasSizeGreaterThan(80);
    assertThat(web.server.server().routes())
        .allSatisfy(route -> assertThat(route.needs()).as(route.toString()).hasSize(1));
  }

  @Test
  void everyRoute_thatChangesSomething_needsMoreThanReading() {
    var unguarded = new TreeSet<String>();
    for (var route : web.server.server().routes()) {
      var need = route.needs().iterator().next();
      if (!need.equals(expected(route.method(), route.path()))) {
        unguarded.add(route + " (expected: " + expected(route.method(), route.path()) + ")");
      }
    }
    assertThat(unguarded).isEmpty();
  }

  private static Need expected(HandlerType method, String path) {
    if (ACCOUNTS.contains(path)) {
      return method.equals(HandlerType.GET) ? Need.INSPECT : Need.ADMIN;
    }
    if (MORE.containsKey(path)) {
      return MORE.get(path);
    }
    if (OPEN.contains(path) || LOGINS.contains(path)) {
      return Need.OPEN;
    }
    var asks =
        method.equals(HandlerType.GET)
            ? !CHANGED_BY_GET.contains(path)
            : method.equals(HandlerType.POST) && QUESTIONS.contains(path);
    return asks ? Need.READ : Need.EDIT;
  }

  @Test
  void route_withoutANeed_isForAdministrators() throws IOException {
    Routes forgotten = routes -> routes.get("/forgotten", context -> context.result("secret"));
    try (var server = TestServer.open(web.gate, forgotten)) {
      assertThat(server.get("/forgotten").statusCode()).isEqualTo(401);
      assertThat(server.get("/forgotten", web.as("editor")).statusCode()).isEqualTo(403);
      assertThat(server.get("/forgotten", web.as("admin")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void everyRoute_ofReading_isClosedToTheUnknown() {
    for (var route : web.server.server().routes()) {
      if (!List.of(Need.OPEN).containsAll(route.needs())) {
        var path = route.path().replaceAll("[{<]\\w+[}>]", "x");
        var answer =
            web.server.send(
                route.method().name(), path, java.net.http.HttpRequest.BodyPublishers.noBody());
        assertThat(answer.statusCode()).as(route.toString()).isEqualTo(401);
      }
    }
  }
}
