// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.graphitestack.integration.GraphiteProcess;
import org.graphitestack.web.access.Role;
import org.graphitestack.web.login.Account;
import org.graphitestack.web.login.UserStore;
import org.graphitestack.web.state.StateAddress;
import org.graphitestack.web.state.StateStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// A server with users: the way in and out, and what who may only read gets to see.
class AccountPageTest extends ProductInBrowser {

  private static final String PASSWORD = "correct horse";
  private static final String READY = "[data-ready] canvas";

  @Override
  String[] flags() {
    return new String[] {"--set", "web.LOGIN_MODE=required"};
  }

  @Override
  void prepare(Path home) throws IOException {
    Files.createDirectories(home);
    GraphiteProcess.command(
        PASSWORD + "\n", "user", "add", "admin", "--role", "admin", "--home", home.toString());
    // the others without a process each
    try (var state =
        StateStore.at(StateAddress.of(home.resolve("storage").resolve("graphite.db")))) {
      var users = new UserStore(state, new SecureRandom());
      users.add(new Account("editor", Role.EDIT, List.of()), PASSWORD);
      users.add(new Account("reader", Role.READ, List.of()), PASSWORD);
      users.add(new Account("turncoat", Role.EDIT, List.of()), PASSWORD);
      users.add(new Account("forgetful", Role.READ, List.of()), PASSWORD);
    }
  }

  @BeforeAll
  void fill() throws IOException {
    var now = InstantSource.system().instant().getEpochSecond();
    graphite.sendLines("servers.web01.cpu 5 " + now + "\nservers.web01.cpu 4 " + (now - 60) + "\n");
    logIn("editor", "");
    browser.runAsync(
        """
        const [done] = arguments;
        const state = JSON.stringify({ graphs: [['', { target: ['servers.web01.cpu'] }, '']] });
        const form = (fields) => ({ method: 'POST', body: new URLSearchParams(fields) });
        const event = { method: 'POST', body: JSON.stringify({ what: 'deploy', tags: 'web' }) };
        const url = '/render?target=servers.web01.cpu';
        fetch('/dashboard/save/Kept', form({ state }))
          .then(() => fetch('/events/', event))
          .then(() => fetch('/composer/mygraph', form({ action: 'save', graphName: 'kept', url })))
          .then(({ status }) => done(status));
        """);
  }

  @BeforeEach
  void logOut() {
    browser.forgetCookies();
  }

  @Test
  void login_wrongThenRight_leadsToThePageThatWasAskedFor() throws IOException {
    browser.open(page("dashboard/Kept?from=-2h"));
    browser.await("[name=username]");
    assertThat(browser.address()).contains("/account/login?nextPage=");
    browser.photograph("login");
    browser.type("reader", Keys.TAB, "wrong", Keys.ENTER);

    assertThat(browser.await("[role=alert]").getText())
        .isEqualTo("The user name or the password is wrong.");
    assertThat(browser.await("[name=username]").getDomProperty("value")).isEqualTo("reader");
    browser.photograph("login-refused");
    browser.complaints();
    browser.await("[name=password]").sendKeys(PASSWORD, Keys.ENTER);

    browser.awaitAddress("/dashboard/Kept?from=-2h");
    browser.await(".tile[data-ready]");
    assertThat(browser.await(".top .account .name").getText()).isEqualTo("reader");
  }

  @Test
  void logout_endsTheSession() {
    logIn("reader", "");
    browser.await(".top .account .name");
    browser.click("[aria-label='Log out']");

    browser.await("[name=username]");
    browser.open(page("events/"));
    browser.await("[name=username]");
  }

  @Test
  void profile_tellsTheRole_andChangesThePassword() throws IOException {
    logIn("forgetful", "");
    browser.click(".top a.account");
    browser.await("[name=new_password]");
    assertThat(browser.await("main").getText())
        .contains("forgetful", "Role read; sees all series and events.");
    browser.photograph("profile");
    changePassword("not the one", "battery staple");
    assertThat(browser.await("[role=alert]").getText()).isEqualTo("The present password is wrong.");
    browser.complaints();
    changePassword(PASSWORD, "battery staple");
    browser.awaitTrue("!document.querySelector('[role=alert]').textContent");

    browser.forgetCookies();
    logIn("forgetful", "battery staple", "");
    browser.await(".top .account .name");
  }

  @Test
  void editor_mayKeepAndDelete() {
    logIn("editor", "?target=servers.web01.cpu&from=-1h");
    browser.await("[data-action=save]");
    browser.click("[data-action=open]");
    browser.await("dialog [aria-label='Delete kept']");

    browser.open(page("dashboard/Kept"));
    browser.await("[data-action=save]");
    browser.click("[data-action=more]");
    for (var action : new String[] {"save-as", "template", "rename", "delete"}) {
      browser.await("[role=menu] [data-action=" + action + "]");
    }
    browser.type(Keys.ESCAPE, "f");
    browser.await("dialog [data-delete=Kept]");

    browser.open(page("events/"));
    browser.await("[data-action=add]");
    browser.await("[data-event] [aria-label='Delete deploy']");
  }

  @Test
  void reader_composer_opensSavedGraphsButKeepsNone() throws IOException {
    logIn("reader", "?target=servers.web01.cpu&from=-1h");
    browser.await(READY);
    browser.await(".top .account .name");
    assertThat(browser.count("[data-action=save]")).isZero();
    browser.photograph("reader");
    browser.click("[data-action=open]");
    browser.await("[data-graph=kept]");
    assertThat(browser.count("dialog [aria-label^=Delete]")).isZero();
    browser.type(Keys.ESCAPE);
    browser.click("[data-copy=Short]");
    browser.awaitTrue("document.querySelector('.share input').value.includes('/S/')");
  }

  @Test
  void reader_dashboard_changesItForThemselvesOnly() throws IOException {
    logIn("reader", "dashboard/Kept");
    browser.await(".tile[data-ready]");
    browser.await(".top .account .name");
    assertThat(browser.count("[data-action=save]")).isZero();
    browser.click("[data-action=more]");
    browser.await("[role=menu] [data-action=share]:not(:disabled)");
    browser.photograph("reader-dashboard");
    assertThat(
            browser.count(
                "[data-action=save-as], [data-action=template], [data-action=rename],"
                    + " [data-action=delete]"))
        .isZero();
    browser.type(Keys.ESCAPE);
    browser.run("document.querySelector('.tile').focus()");
    browser.type("d", "s");
    browser.awaitTrue("document.querySelectorAll('.tile').length === 2");
    assertThat(browser.count("dialog")).isZero();
    browser.type("f");
    browser.await("dialog [data-open=Kept]");
    assertThat(browser.count("dialog [data-delete]")).isZero();

    browser.open(page("dashboard"));
    browser.await(".empty");
    assertThat(browser.await(".empty").getText()).doesNotContain("save");
  }

  @Test
  void reader_events_areListedOnly() throws IOException {
    logIn("reader", "events/");
    browser.await("[data-event]");
    browser.await(".top .account .name");
    assertThat(browser.count("[data-action=add], [aria-label^=Edit], [aria-label^=Delete]"))
        .isZero();
    browser.photograph("reader-events");
    browser.fill("[name=tags]", "nothing-has-this");
    assertThat(browser.await(".none").getText()).isEqualTo("No events that match.");
  }

  @Test
  void reader_whatMayNotBeDone_isAPageThatSaysSo() throws IOException {
    logIn("reader", "");
    browser.await(".top .account .name");
    browser.open(page("dashboard/delete/Kept"));

    assertThat(browser.await("h1").getText()).isEqualTo("You may not do this");
    assertThat(browser.await("[role=alert]").getText()).isEqualTo("role: read (expected: edit)");
    browser.photograph("forbidden");
    browser.complaints();
    browser.click("a[href$='account/edit']");
    browser.await("[name=new_password]");
  }

  @Test
  void admin_users_addsOneWhoCanLogIn_changesAndRemovesThem() {
    logIn("admin", "account/users");
    assertThat(browser.await("[data-user=admin] summary").getText()).contains("role admin", "you");
    browser.click("[data-add=user] summary");
    browser.await("[data-add=user] [name=name]").sendKeys("guest");
    browser.await("[data-add=user] [name=password]").sendKeys(PASSWORD, Keys.ENTER);
    assertThat(browser.await(".said").getText()).isEqualTo("User guest added.");

    browser.click("[data-user=guest] summary");
    browser.await("[data-user=guest] [name=role]").sendKeys("edit");
    browser.click("[data-user=guest] form button");
    browser.awaitTrue("document.querySelector('.said').textContent.includes('changed: role edit')");
    browser.forgetCookies();
    logIn("guest", "");
    browser.await(".top .account .name");
    assertThat(browser.await(".top a.account").getDomAttribute("title")).isEqualTo("guest: edit");

    browser.forgetCookies();
    logIn("admin", "account/users");
    browser.click("[data-user=guest] summary");
    browser.click("[data-user=guest] button.danger");
    assertThat(browser.count("[data-user=guest]")).as("not without the tick").isOne();
    browser.click("[data-user=guest] .choice input[required]");
    browser.click("[data-user=guest] button.danger");
    browser.awaitTrue("!document.querySelector('[data-user=guest]')");
  }

  @Test
  void admin_tokens_tellsOneOnceAndRevokesIt() {
    logIn("admin", "");
    browser.click(".top a.account");
    browser.click("a[href$='account/tokens']");
    browser.click("[data-add=token] summary");
    browser.await("[data-add=token] [name=name]").sendKeys("grafana");
    browser.await("[data-add=token] [name=days]").sendKeys("7", Keys.ENTER);
    assertThat(browser.await("[data-secret]").getDomProperty("value")).startsWith("graphite_");
    assertThat(browser.await("[data-token=grafana] summary").getText())
        .contains("role read", "until ");

    browser.open(page("account/tokens"));
    browser.await("[data-token=grafana]");
    assertThat(browser.count("[data-secret]")).isZero();
    browser.click("[data-token=grafana] summary");
    browser.click("[data-token=grafana] .choice input");
    browser.click("[data-token=grafana] button.danger");
    browser.awaitTrue("!document.querySelector('[data-token=grafana]')");
  }

  @Test
  void accountPages_inBothThemesAndOnAPhone_areWell() throws IOException {
    var softly = new SoftAssertions();
    logIn("admin", "account/edit");
    for (var name : List.of("edit", "users", "tokens")) {
      careOf("account/" + name, "account-" + name, softly);
    }
    browser.forgetCookies();
    logIn("reader", "account/edit");
    careOf("dashboard/delete/Kept", "forbidden", softly);
    browser.complaints();
    careOf("account/logout", "logout", softly);
    softly.assertAll();
    assertThat(browser.await("h1").getText()).isEqualTo("Log out?");
    browser.click("a[href$='.']");
    browser.await(".top a.account");
  }

  private void careOf(String address, String name, SoftAssertions softly) throws IOException {
    browser.open(page(address), 1280, 740, false);
    openSome();
    care(name + "-light", softly);
    browser.look(1280, 740, true);
    care(name + "-dark", softly);
    browser.open(page(address), 360, 740, true);
    openSome();
    care(name + "-phone", softly);
  }

  /// Opens the last two of what can be opened: what people open may move what is below.
  private void openSome() {
    browser.await("h1");
    for (var last : List.of("last-of-type", "nth-last-of-type(2)")) {
      var summary = "details:" + last + " summary";
      if (browser.count(summary) > 0) {
        browser.click(summary);
      }
    }
  }

  @Test
  void roleTakenWhileThePageIsOpen_saveIsRefusedWithTheReason() throws IOException {
    logIn("turncoat", "dashboard/Kept");
    browser.await(".tile[data-ready]");
    GraphiteProcess.command(
        "", "user", "role", "turncoat", "read", "--home", folder.resolve("home").toString());
    browser.run("document.querySelector('.tile').focus()");
    browser.awaitTrue(
        "(document.querySelector('[data-action=save]').click(),"
            + " document.querySelector('.error.note')?.textContent"
            + " === 'You may not do this: role: read (expected: edit)')");
    browser.photograph("refused");
    assertThat(browser.complaints()).isNotEmpty().allMatch(line -> line.contains("403"));
  }

  @Test
  void sessionEndedWhileThePageIsOpen_saysToLogInAgain() {
    logIn("reader", "?target=servers.web01.cpu&from=-1h");
    browser.await(READY);
    browser.forgetCookies();
    browser.click("[aria-label='Refresh now']");

    assertThat(browser.await(".target.failed .error").getText())
        .startsWith("You have to log in again: not logged in");
    assertThat(browser.complaints()).isNotEmpty().allMatch(line -> line.contains("401"));
  }

  private void changePassword(String present, String changed) {
    browser.await("[name=password]").sendKeys(present);
    browser.await("[name=new_password]").sendKeys(changed);
    browser.await("[name=new_password_again]").sendKeys(changed, Keys.ENTER);
  }

  private void logIn(String user, String rest) {
    logIn(user, PASSWORD, rest);
  }

  private void logIn(String user, String password, String rest) {
    browser.open(page(rest));
    browser.await("[name=username]").sendKeys(user);
    browser.await("[name=password]").sendKeys(password, Keys.ENTER);
    browser.awaitTrue("!document.querySelector('[name=username]')");
  }
}
