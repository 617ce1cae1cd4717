// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.graphitestack.web.login.LoginSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The pages on which administrators look after users and tokens.
class AccountsRoutesTest {

  private static final String NEW = "password=battery%20staple";

  @TempDir private Path folder;
  private WebOfUsers web;
  private String cookie;

  @BeforeEach
  void open() throws IOException {
    web = new WebOfUsers(folder, WebOfUsers.required());
    cookie = session("admin", WebOfUsers.PASSWORD);
  }

  @AfterEach
  void close() {
    web.close();
  }

  @Test
  void users_areListedWithRolesAndRules_andWithoutPasswords() {
    var page = page("users").body();

    assertThat(page)
        .contains("<b>editor</b> <span>role edit, sees everything</span>")
        .contains("<b>tenant</b> <span>role edit, rules a</span>")
        .contains("<b>admin</b> <span>role admin, sees everything, you</span>")
        .doesNotContain("argon2", "{");
  }

  @Test
  void user_added_canLogInAndDoWhatTheRoleMay() {
    var answer = change("users", "action=add&name=new%3Cb%3E&role=read&rule=a&" + NEW);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("User new&lt;b&gt; added.")
        .contains("<span>role read, rules a</span>")
        .doesNotContain("<b>new<b>");
    var session = session("new<b>", "battery staple");
    assertThat(web.server.get("/account/me", "Cookie", session).body())
        .contains("\"role\": \"read\", \"sees_all\": false");
  }

  @Test
  void user_changed_hasTheNewRoleAtOnce() {
    var session = session("reader", WebOfUsers.PASSWORD);
    assertThat(me(session)).contains("\"role\": \"read\", \"sees_all\": true");

    change("users", "action=change&name=reader&role=edit&rule=a&rule=gone");

    assertThat(me(session)).contains("\"role\": \"edit\", \"sees_all\": false");
    assertThat(page("users").body())
        .contains("value=\"gone\" checked> gone (not in the settings: hides everything)");
  }

  @Test
  void user_withANewPasswordOrRemoved_isLoggedOut() {
    var session = session("reader", WebOfUsers.PASSWORD);
    change("users", "action=password&name=reader&" + NEW);
    assertThat(me(session)).doesNotContain("reader");

    var again = session("reader", "battery staple");
    assertThat(change("users", "action=remove&name=reader").body())
        .contains("User reader removed.")
        .doesNotContain("<b>reader</b>");
    assertThat(me(again)).doesNotContain("reader");
  }

  @Test
  void token_made_isToldOnce_andAdmitsUntilItIsRevoked() {
    var made = change("tokens", "action=create&name=grafana&role=read&days=30").body();
    var secret = made.replaceFirst("(?s).*data-secret value=\"([^\"]+)\".*", "$1");

    assertThat(secret).startsWith("graphite_");
    assertThat(page("tokens").body())
        .contains("<b>grafana</b> <span>role read, sees everything, until 2023-12-14T")
        .doesNotContain(secret);
    var find = "/metrics/find?query=*";
    assertThat(web.server.get(find, "Authorization", "Bearer " + secret).statusCode())
        .isEqualTo(200);

    assertThat(change("tokens", "action=revoke&name=grafana").body())
        .contains("Token grafana revoked.");
    assertThat(web.server.get(find, "Authorization", "Bearer " + secret).statusCode())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "users | action=add&name=reader&role=read&password=battery%20staple | user reader is there",
        "users | action=add&name=short&role=read&password=x | password: ",
        "users | action=add&name=a,b&role=read&password=battery%20staple | name: ",
        "users | action=add&name=x&role=king&password=battery%20staple | role: king",
        "users | action=change&name=nobody&role=read | user nobody is not there",
        "users | action=remove&name=admin | admin: yourself",
        "users | action=change&name=admin&role=read | admin: yourself",
        "users | action=password&name=admin&password=battery%20staple | admin: yourself",
        "users | action=dance&name=reader | action: dance",
        "tokens | action=create&name=reader&role=read | token reader is there",
        "tokens | action=create&name=x&role=read&days=0 | days: 0 (expected: 1 to 36500)",
        "tokens | action=revoke&name=nobody | token nobody is not there",
        "tokens | name=x | action: "
      })
  void change_thatCannotBe_isA400ThatSaysWhy(String page, String form, String told) {
    var before = page(page).body();

    var answer = change(page, form);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("role=\"alert\">" + told);
    assertThat(page(page).body()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"users", "tokens"})
  void change_withoutTheFormsToken_isRefused(String page) {
    var form = "action=remove&name=reader";

    assertThat(post(page, form, "Cookie", cookie).statusCode()).isEqualTo(403);
    assertThat(post(page, form, "Cookie", cookie, "Sec-Fetch-Site", "same-origin").statusCode())
        .isEqualTo(403);
    assertThat(post(page, form, web.as("admin")).statusCode()).isEqualTo(403);
    assertThat(me(session("reader", WebOfUsers.PASSWORD))).contains("reader");
  }

  @ParameterizedTest
  @ValueSource(strings = {"users", "tokens"})
  void page_forOthers_isClosed(String page) {
    for (var user : new String[] {"reader", "editor", "tenant"}) {
      assertThat(web.server.get("/account/" + page, web.as(user)).statusCode()).isEqualTo(403);
    }
    web.gate.adjust(WebOfUsers.settings(LoginSettings.Mode.NONE), WebOfUsers.RULES);
    assertThat(web.server.get("/account/" + page).headers().firstValue("Location"))
        .contains("../.");
  }

  @Test
  void profile_ofAnAdministrator_leadsToThem() {
    assertThat(web.server.get("/account/edit", "Cookie", cookie).body())
        .contains("account/users\">Users</a>", "account/tokens\">Tokens</a>");
    assertThat(
            web.server
                .get("/account/edit", "Cookie", session("editor", WebOfUsers.PASSWORD))
                .body())
        .doesNotContain("account/users", "{accounts}");
  }

  private HttpResponse<String> page(String page) {
    return web.server.get("/account/" + page, "Cookie", cookie);
  }

  private HttpResponse<String> change(String page, String form) {
    var token =
        page(page).body().replaceFirst("(?s).*name=\"csrf\" value=\"([0-9a-f]{64})\".*", "$1");
    return post(page, form + "&csrf=" + token, "Cookie", cookie);
  }

  private HttpResponse<String> post(String page, String form, String... headers) {
    return web.form("/account/" + page, form, headers);
  }

  private String me(String session) {
    return web.server.get("/account/me", "Cookie", session).body();
  }

  private String session(String user, String password) {
    return WebOfUsers.cookie(web.logIn(user, password));
  }
}
