// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import org.graphitestack.web.access.AccessRules;
import org.graphitestack.web.access.Role;
import org.graphitestack.web.login.LoginSettings;
import org.graphitestack.web.login.LoginSettings.Method;
import org.graphitestack.web.login.LoginSettings.Mode;
import org.graphitestack.web.login.UserStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who gets in, how, and what pages of other sites can make of it.
class LoginTest {

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

  private void settings(LoginSettings settings) {
    web.gate.adjust(settings, WebOfUsers.RULES);
  }

  @Test
  void required_withoutLogin_sendsPeopleToTheLoginPageAndBack() {
    var page = web.server.get("/dashboard/x?a=1&b=2", "Accept", "text/html,*/*");

    assertThat(page.statusCode()).isEqualTo(302);
    assertThat(page.headers().firstValue("Location"))
        .contains("../account/login?nextPage=%2Fdashboard%2Fx%3Fa%3D1%26b%3D2");
    assertThat(web.server.get("/", "Accept", "text/html").headers().firstValue("Location"))
        .contains("account/login?nextPage=%2F");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/render?target=shared.load&format=json",
        "/metrics/find?query=*",
        "/metrics/index.json",
        "/metrics/search?query=a",
        "/metrics",
        "/tags",
        "/events/get_data",
        "/dashboard/find?query=",
        "/browser/usergraph?path=",
        "/functions",
        "/cache/status.json",
        "/"
      })
  void required_withoutLogin_tellsProgramsNothing(String path) {
    var answer = web.server.get(path);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer realm=\"graphite\"");
    assertThat(answer.body())
        .isEqualTo("{\"error\": \"not logged in (expected: a user with the role read)\"}");
  }

  @Test
  void required_whatTheRoleMayNot_isAPageForPeopleAndDataForPrograms() {
    var cookie = WebOfUsers.cookie(web.logIn("reader", WebOfUsers.PASSWORD));

    var page =
        web.server.get("/dashboard/delete/x", "Cookie", cookie, "Accept", "text/html,*/*;q=0.8");
    var data = web.server.get("/dashboard/delete/x", "Cookie", cookie, "Accept", "*/*");

    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
    assertThat(page.body())
        .contains("role: read (expected: edit)", "<a href=\"../../account/edit\">");
    assertThat(data.statusCode()).isEqualTo(403);
    assertThat(data.body()).isEqualTo("{\"error\": \"role: read (expected: edit)\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/healthz",
        "/readyz",
        "/version",
        "/account/login",
        "/page/page.css",
        "/favicon.svg"
      })
  void required_withoutLogin_healthAndLoginPageAreOpen(String path) {
    assertThat(web.server.get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void login_thenPages_areOpenUntilTheLogout() {
    var login = web.logIn("reader", WebOfUsers.PASSWORD);

    assertThat(login.statusCode()).isEqualTo(302);
    assertThat(login.headers().firstValue("Location")).contains("../");
    assertThat(login.headers().firstValue("Set-Cookie"))
        .hasValueSatisfying(
            cookie ->
                assertThat(cookie)
                    .contains("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=3600")
                    .doesNotContain("Secure"));
    var cookie = WebOfUsers.cookie(login);
    assertThat(web.server.get("/metrics/find?query=*", "Cookie", cookie).statusCode())
        .isEqualTo(200);
    assertThat(web.server.get("/account/me", "Cookie", cookie).body())
        .isEqualTo(
            "{\"login\": \"required\", \"user\": \"reader\", \"role\": \"read\", \"sees_all\":"
                + " true, \"form\": true, \"session\": true}");

    web.server.get("/account/logout", "Cookie", cookie, "Sec-Fetch-Site", "same-origin");

    assertThat(web.server.get("/metrics/find?query=*", "Cookie", cookie).statusCode())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dashboard/a?x=1", "/", "/events/"})
  void login_nextPageOfThisServer_leadsThere(String next) {
    var login =
        web.form(
            "/account/login",
            "username=reader&password=" + WebOfUsers.PASSWORD + "&nextPage=" + next);

    assertThat(login.headers().firstValue("Location")).contains(".." + next);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example/",
        "//evil.example/",
        "/%5Cevil.example",
        "%5C%5Cevil.example",
        "/%09/evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/account/logout",
        ""
      })
  void login_nextPageElsewhere_leadsToTheRoot(String next) {
    var login =
        web.form(
            "/account/login",
            "username=reader&password=" + WebOfUsers.PASSWORD + "&nextPage=" + next);

    assertThat(login.headers().firstValue("Location")).contains("../");
  }

  @Test
  void login_again_endsTheSessionBefore() {
    var first = WebOfUsers.cookie(web.logIn("reader", WebOfUsers.PASSWORD));

    var second = WebOfUsers.cookie(web.logIn("reader", WebOfUsers.PASSWORD, "Cookie", first));

    assertThat(second).isNotEqualTo(first);
    assertThat(role(first)).contains("\"none\"");
    assertThat(role(second)).contains("\"read\"");
  }

  @Test
  void login_aSessionNobodyBegan_isNotTakenOver() {
    var mine = "graphite_session=chosen-by-someone-else";

    var login = web.logIn("reader", WebOfUsers.PASSWORD, "Cookie", mine);

    assertThat(WebOfUsers.cookie(login)).isNotEqualTo(mine);
    assertThat(role(mine)).contains("\"none\"");
  }

  @Test
  void session_isOverAfterItsTime() {
    var cookie = WebOfUsers.cookie(web.logIn("reader", WebOfUsers.PASSWORD));

    web.nanos.addAndGet(Duration.ofHours(1).toNanos());

    assertThat(role(cookie)).contains("\"none\"");
  }

  @Test
  void wrongPasswordAndUnknownUser_areToldAlike() {
    var wrong = web.logIn("reader", "something else");
    var unknown = web.logIn("nobody", "something else");

    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(unknown.statusCode()).isEqualTo(401);
    assertThat(wrong.body().replace("reader", "nobody")).isEqualTo(unknown.body());
    assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void login_tooManyTries_waitEvenWithTheRightPassword() {
    for (var i = 0; i < 10; i++) {
      assertThat(web.logIn("reader", "wrong").statusCode()).isEqualTo(401);
    }

    var refused = web.logIn("reader", WebOfUsers.PASSWORD);

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After"))
        .hasValueSatisfying(seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 301));
    assertThat(web.server.get("/metrics", basic("reader", WebOfUsers.PASSWORD)).statusCode())
        .isEqualTo(429);
    assertThat(web.logIn("editor", WebOfUsers.PASSWORD).statusCode()).isEqualTo(302);

    web.nanos.addAndGet(Duration.ofMinutes(5).toNanos());

    assertThat(web.logIn("reader", WebOfUsers.PASSWORD).statusCode()).isEqualTo(302);
  }

  @Test
  void loginPage_showsWhatItIsGivenAsText() {
    var page = web.logIn("<script>{root}$1", "x").body();

    assertThat(page).contains("value=\"&lt;script&gt;{root}$1\"").doesNotContain("<script>{");
  }

  @Test
  void pages_haveStrictHeaders() {
    var headers = web.server.get("/account/login").headers();

    assertThat(headers.firstValue("Content-Security-Policy"))
        .contains(WebServer.CONTENT_SECURITY_POLICY);
    assertThat(headers.firstValue("X-Frame-Options")).contains("SAMEORIGIN");
    assertThat(headers.firstValue("Cache-Control")).contains("no-store");
    assertThat(headers.firstValue("Vary")).contains("Accept-Encoding, Authorization, Cookie");
    assertThat(web.server.get("/account/login").body()).doesNotContain("http:", "https:", "style=");
  }

  @Test
  void login_overHttpsOfAProxy_hasASecureCookieOnlyIfTheProxyIsBelieved() {
    var believed = web.logIn("reader", WebOfUsers.PASSWORD, "X-Forwarded-Proto", "https");
    assertThat(believed.headers().firstValue("Set-Cookie").orElseThrow()).contains("; Secure");

    settings(new LoginSettingsChange(WebOfUsers.required()).withoutProxies());
    var other = web.logIn("reader", WebOfUsers.PASSWORD, "X-Forwarded-Proto", "https");
    assertThat(other.headers().firstValue("Set-Cookie").orElseThrow()).doesNotContain("Secure");
  }

  @Test
  void basic_isTakenWithEachRequest() {
    assertThat(web.server.get("/metrics", basic("reader", WebOfUsers.PASSWORD)).statusCode())
        .isEqualTo(200);
    assertThat(web.server.get("/metrics", basic("reader", "wrong")).statusCode()).isEqualTo(401);
    assertThat(web.server.get("/metrics", "Authorization", "Basic !").statusCode()).isEqualTo(401);
  }

  @Test
  void basic_whereItIsNotAllowed_isNobody() {
    settings(WebOfUsers.settings(Mode.REQUIRED, Method.TOKEN));

    assertThat(web.server.get("/metrics", basic("reader", WebOfUsers.PASSWORD)).statusCode())
        .isEqualTo(401);
    assertThat(web.logIn("reader", WebOfUsers.PASSWORD).statusCode()).isEqualTo(403);
  }

  @Test
  void token_thatIsUnknown_isRefusedEvenWhereNobodyMustLogIn() {
    settings(WebOfUsers.settings(Mode.OPTIONAL, Method.TOKEN));

    assertThat(web.server.get("/metrics").statusCode()).isEqualTo(200);
    assertThat(web.server.get("/metrics", "Authorization", "Bearer x").statusCode()).isEqualTo(401);
  }

  @Test
  void header_ofABelievedProxy_namesTheUser() {
    settings(WebOfUsers.settings(Mode.REQUIRED, Method.HEADER));

    assertThat(web.server.get("/account/me", "X-Forwarded-User", "editor").body())
        .contains("\"role\": \"edit\"");
    assertThat(web.server.get("/account/me", "X-Forwarded-User", "stranger").body())
        .contains("\"user\": \"stranger\", \"role\": \"read\"");
    assertThat(web.server.get("/metrics").statusCode()).isEqualTo(401);
  }

  @Test
  void header_ofAnyoneElse_isIgnored() {
    settings(
        new LoginSettingsChange(WebOfUsers.settings(Mode.REQUIRED, Method.HEADER))
            .withoutProxies());

    assertThat(web.server.get("/metrics", "X-Forwarded-User", "admin").statusCode()).isEqualTo(401);
    assertThat(web.server.get("/account/me", "X-Forwarded-User", "admin").body())
        .contains("\"role\": \"none\"");
  }

  @ParameterizedTest
  @CsvSource({
    "reader, 403",
    "editor, 200",
    "admin, 200",
  })
  void dashboards_areChangedByEditors(String account, int status) {
    var answer = web.form("/dashboard/save/x", "state=%7B%7D", web.as(account));

    assertThat(answer.statusCode()).isEqualTo(status);
    if (status == 403) {
      assertThat(answer.body()).isEqualTo("{\"error\": \"role: read (expected: edit)\"}");
    }
  }

  @ParameterizedTest
  @CsvSource({"reader, 403", "editor, 403", "tenant, 403", "admin, 200"})
  void actions_areForAdministrators(String account, int status) {
    assertThat(
            web.form("/cache/series/delete", "", web.as(account, "X-Requested-With", "curl"))
                .statusCode())
        .isEqualTo(status);
  }

  @Test
  void anonymous_whereNobodyMustLogIn_hasTheRoleOfTheSettings() {
    settings(WebOfUsers.settings(Mode.OPTIONAL, Method.FORM));

    assertThat(web.server.get("/metrics/find?query=*").statusCode()).isEqualTo(200);
    assertThat(web.form("/dashboard/save/x", "state=%7B%7D").statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, same-origin, 200",
    "Sec-Fetch-Site, cross-site, 403",
    "Sec-Fetch-Site, same-site, 403",
    "Sec-Fetch-Site, none, 403",
    "Origin, OWN, 200",
    "Origin, http://evil.example, 403",
    "Origin, null, 403",
    "Referer, http://evil.example/a, 403",
    "X-Other, x, 403",
    "X-CSRF-Token, TOKEN, 200",
    "X-CSRF-Token, x, 403",
  })
  void session_changesOnlyForItsOwnPages(String header, String value, int status) {
    var cookie = WebOfUsers.cookie(web.logIn("editor", WebOfUsers.PASSWORD));
    var sent =
        switch (value) {
          case "OWN" -> "http://" + web.server.uri("/").getAuthority();
          case "TOKEN" -> formToken(cookie);
          default -> value;
        };

    var post = web.form("/dashboard/save/x", "state=%7B%7D", "Cookie", cookie, header, sent);
    assertThat(post.statusCode()).isEqualTo(status);
    var get = web.server.get("/dashboard/delete/x", "Cookie", cookie, header, sent);
    assertThat(get.statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site, 400",
    "Sec-Fetch-Site, same-site, 400",
    "Origin, http://evil.example, 400",
    "Origin, null, 400",
    "Referer, http://evil.example/a, 400",
    "User-Agent, curl, 200",
    "Sec-Fetch-Site, none, 200",
  })
  void withoutLogin_otherSitesChangeNothing(String header, String value, int status) {
    web.gate.adjust(LoginSettings.DEFAULT, AccessRules.NONE);

    for (var path :
        new String[] {"/dashboard/save/x", "/dashboard/delete/x", "/whitelist/add", "/events/"}) {
      var form = path.equals("/events/") ? "{\"what\": \"x\"}" : "state=%7B%7D&metrics=a";
      assertThat(web.form(path, form, header, value).statusCode()).as(path).isEqualTo(status);
    }
    assertThat(web.form("/render", "target=shared.load&format=json", header, value).statusCode())
        .as("who only asks may come from anywhere")
        .isEqualTo(200);
  }

  @Test
  void withoutLogin_behindAProxyOfAnotherName_ownPagesChange() {
    web.gate.adjust(LoginSettings.DEFAULT, AccessRules.NONE);

    assertThat(
            web.form(
                    "/dashboard/save/x",
                    "state=%7B%7D",
                    "Origin",
                    "http://graphs.example",
                    "X-Forwarded-Host",
                    "graphs.example")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void loginForm_fromAnotherSite_isRefused() {
    assertThat(
            web.logIn("reader", WebOfUsers.PASSWORD, "Origin", "http://evil.example").statusCode())
        .isEqualTo(400);
  }

  @Test
  void logout_byALinkOfAnotherSite_asksFirst() {
    var cookie = WebOfUsers.cookie(web.logIn("reader", WebOfUsers.PASSWORD));

    var page = web.server.get("/account/logout", "Cookie", cookie, "Sec-Fetch-Site", "cross-site");

    assertThat(page.body()).contains("Log out?");
    assertThat(role(cookie)).contains("\"read\"");
    assertThat(
            web.form("/account/logout", "csrf=" + formToken(cookie), "Cookie", cookie).statusCode())
        .isEqualTo(302);
    assertThat(role(cookie)).contains("\"none\"");
  }

  @Test
  void password_changed_endsAllOtherSessions() {
    var other = WebOfUsers.cookie(web.logIn("reader", WebOfUsers.PASSWORD));
    var mine = WebOfUsers.cookie(web.logIn("reader", WebOfUsers.PASSWORD));

    var changed =
        web.form(
            "/account/update",
            "password="
                + WebOfUsers.PASSWORD
                + "&new_password=another%20horse&new_password_again=another%20horse&csrf="
                + formToken(mine),
            "Cookie",
            mine);

    assertThat(changed.statusCode()).isEqualTo(302);
    assertThat(role(other)).contains("\"none\"");
    assertThat(role(mine)).contains("\"none\"");
    assertThat(role(WebOfUsers.cookie(changed))).contains("\"read\"");
    assertThat(web.logIn("reader", WebOfUsers.PASSWORD).statusCode()).isEqualTo(401);
    assertThat(web.logIn("reader", "another%20horse").statusCode()).isEqualTo(302);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 403, not asked by the profile page",
    "'&password=wrong&new_password=12345678&new_password_again=12345678', 401, present password",
    "'&password=correct horse&new_password=12345678&new_password_again=1', 400, not the same",
    "'&password=correct horse&new_password=1&new_password_again=1', 400, 1 characters",
  })
  void password_changedWrongly_staysAsItWas(String form, int status, String told) {
    var cookie = WebOfUsers.cookie(web.logIn("reader", WebOfUsers.PASSWORD));
    var token = form.isEmpty() ? "" : formToken(cookie);

    var answer = web.form("/account/update", "csrf=" + token + form, "Cookie", cookie);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(told);
    assertThat(web.logIn("reader", WebOfUsers.PASSWORD).statusCode()).isEqualTo(302);
  }

  @Test
  void user_changedByACommand_isSoAfterTwoSeconds() {
    var cookie = WebOfUsers.cookie(web.logIn("reader", WebOfUsers.PASSWORD));
    var users = new UserStore(web.state, new SecureRandom());
    assertThat(role(cookie)).contains("\"read\"");

    users.changeRole("reader", Role.EDIT);
    web.nanos.addAndGet(Duration.ofSeconds(3).toNanos());
    assertThat(role(cookie)).contains("\"edit\"");

    users.remove("reader");
    web.nanos.addAndGet(Duration.ofSeconds(3).toNanos());
    assertThat(role(cookie)).contains("\"none\"");
  }

  @Test
  void dashboardLogin_answersAsGraphiteWeb() {
    var wrong = web.form("/dashboard/login", "username=editor&password=x");
    assertThat(wrong.body())
        .isEqualTo(
            "{\"errors\": {\"reason\": \"The user name or the password is wrong.\"}, \"text\": {},"
                + " \"success\": false, \"permissions\": []}");

    var right = web.form("/dashboard/login", "username=editor&password=" + WebOfUsers.PASSWORD);
    assertThat(right.body())
        .isEqualTo(
            "{\"errors\": {}, \"text\": {}, \"success\": true, \"permissions\": [\"change\","
                + " \"delete\"]}");
    var cookie = WebOfUsers.cookie(right);
    assertThat(web.form("/dashboard/logout/", "", "Cookie", cookie).body())
        .isEqualTo("{\"errors\": {}, \"text\": {}, \"success\": true}");
    assertThat(role(cookie)).contains("\"none\"");
  }

  @ParameterizedTest
  @CsvSource({
    "/account/login?nextPage=http://elsewhere.example/, ../",
    "/account/edit, ../",
    "/account/logout/, ../../"
  })
  void withoutLogin_accountPagesLeadToThePage(String path, String target) {
    web.gate.adjust(LoginSettings.DEFAULT, AccessRules.NONE);

    var answer = web.server.get(path);

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location")).contains(target);
    assertThat(web.form("/dashboard/login", "username=a&password=b").body())
        .startsWith("{\"errors\": {\"reason\": \"This server has no users");
    assertThat(web.server.get("/account/me").body())
        .startsWith("{\"login\": \"none\", \"role\": \"admin\"");
  }

  @Test
  void savedGraphs_areOnesOwn() {
    web.form("/composer/mygraph", "action=save&graphName=g&url=/render?a", web.as("editor"));

    assertThat(web.form("/composer/mygraph", "action=delete&graphName=g", web.as("admin")).body())
        .startsWith("No such graph");
    assertThat(web.get("editor", "/browser/mygraph?path=")).contains("\"text\": \"g\"");
    assertThat(web.get("reader", "/browser/mygraph?path=")).contains("No saved graphs");
    assertThat(web.get("reader", "/browser/usergraph?path=")).contains("editor");
  }

  @Test
  void secrets_areNotKept() throws IOException {
    var cookie = WebOfUsers.cookie(web.logIn("reader", WebOfUsers.PASSWORD));
    web.close();

    var kept =
        new String(
            java.nio.file.Files.readAllBytes(folder.resolve("state.db")),
            StandardCharsets.ISO_8859_1);

    assertThat(kept)
        .contains("$argon2id$v=19$m=19456,t=2,p=1$")
        .doesNotContain(WebOfUsers.PASSWORD, cookie.replaceFirst(".*=", ""))
        .doesNotContain(web.as("reader")[1].replace("Bearer graphite_", ""));
  }

  private String role(String cookie) {
    return web.server.get("/account/me", "Cookie", cookie).body();
  }

  private String formToken(String cookie) {
    return web.server
        .get("/account/edit", "Cookie", cookie)
        .body()
        .replaceFirst("(?s).*name=\"csrf\" value=\"([0-9a-f]{64})\".*", "$1");
  }

  private static String[] basic(String user, String password) {
    var text = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString(text)};
  }

  /// Settings a little different.
  private record LoginSettingsChange(LoginSettings from) {

    LoginSettings withoutProxies() {
      return new LoginSettings(
          from.mode(),
          from.methods(),
          from.anonymousRole(),
          from.sessionLife(),
          from.secureCookies(),
          java.util.List.of(),
          from.header(),
          from.headerRole());
    }
  }
}
