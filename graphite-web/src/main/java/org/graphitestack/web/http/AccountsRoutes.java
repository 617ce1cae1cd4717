// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static java.lang.System.Logger.Level.INFO;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.graphitestack.web.access.Role;
import org.graphitestack.web.login.Account;
import org.graphitestack.web.login.Logins;
import org.graphitestack.web.login.TokenStore;
import org.graphitestack.web.login.UserStore;

/// `/account/users` and `/account/tokens`: pages on which administrators list, add, change and
/// remove users, and list, make and revoke tokens. What they do is in the log, with their name.
///
/// Forms need what only pages of the session know. A token is told once, in the answer that makes
/// it. Nobody takes away their own role, rules or account, so that someone is left who can.
public final class AccountsRoutes implements Routes {

  private static final System.Logger log = System.getLogger(AccountsRoutes.class.getName());

  private final LoginGate gate;
  private final Logins logins;
  private final UserStore users;
  private final TokenStore tokens;
  private final InstantSource clock;
  private final HtmlPage usersPage = HtmlPage.ofAccount("Users", "users.html");
  private final HtmlPage tokensPage = HtmlPage.ofAccount("Tokens", "tokens.html");
  private final AccountEntries entries;

  /// @param logins told when accounts were changed
  /// @param clock from when on tokens are good
  public AccountsRoutes(
      LoginGate gate, Logins logins, UserStore users, TokenStore tokens, InstantSource clock) {
    this.gate = gate;
    this.logins = logins;
    this.users = users;
    this.tokens = tokens;
    this.clock = clock;
    this.entries = new AccountEntries(gate::ruleNames);
  }

  /// What was done, or why it was not.
  ///
  /// @param secret of a new token; empty for none
  private record Outcome(String said, String error, String secret) {

    static final Outcome NONE = new Outcome("", "", "");

    static Outcome done(String said) {
      return new Outcome(said, "", "");
    }
  }

  @FunctionalInterface
  private interface Change {

    /// @throws IllegalArgumentException if it cannot be made; the message says why
    Outcome make(Context context, Parameters form);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/account/users", page(context -> showUsers(context, Outcome.NONE)), Need.INSPECT);
    routes.post("/account/users", page(this::changeUsers), Need.ADMIN);
    routes.get("/account/tokens", page(context -> showTokens(context, Outcome.NONE)), Need.INSPECT);
    routes.post("/account/tokens", page(this::changeTokens), Need.ADMIN);
  }

  /// The way to the pages, behind another link.
  static String links(Context context) {
    var root = HtmlPage.toRoot(context);
    return " · <a href=\""
        + root
        + "account/users\">Users</a> · <a href=\""
        + root
        + "account/tokens\">Tokens</a>";
  }

  /// Without a login there are no accounts to look after.
  private Handler page(Handler handler) {
    return StateAnswers.of(
        "users",
        context -> {
          context.header("Cache-Control", "no-store");
          if (!gate.settings().on()) {
            context.status(302).header("Location", HtmlPage.toRoot(context) + ".");
            return;
          }
          handler.handle(context);
          context.header("Cache-Control", "no-store");
        });
  }

  private void changeUsers(Context context) {
    showUsers(context, outcome(context, this::changeUser));
  }

  private void changeTokens(Context context) {
    showTokens(context, outcome(context, this::changeToken));
  }

  private static Outcome outcome(Context context, Change change) {
    var asked =
        SessionCookie.of(context).isPresent()
            ? SessionCookie.hasFormToken(context)
            : OwnPages.site(context) == OwnPages.Site.OWN;
    if (!asked || !Need.INSPECT.isMetBy(Viewers.of(context))) {
      throw NotAdmittedException.forbidden(
          "not asked by the page of an administrator (expected: its form, with csrf)");
    }
    try {
      var outcome = change.make(context, Parameters.ofForm(context));
      log.log(INFO, "{0}, says {1}", outcome.said(), Viewers.of(context).user().orElse("nobody"));
      return outcome;
    } catch (IllegalArgumentException wrong) {
      context.status(400);
      return new Outcome("", String.valueOf(wrong.getMessage()), "");
    }
  }

  private Outcome changeUser(Context context, Parameters form) {
    var name = form.last("name", "");
    var action = form.last("action", "");
    if (!action.equals("add") && Viewers.of(context).user().equals(Optional.of(name))) {
      throw new IllegalArgumentException(
          name + ": yourself (expected: another user; your password is changed in the profile)");
    }
    var done =
        switch (action) {
          case "add" -> {
            if (!users.add(account(form), form.last("password", ""))) {
              throw new IllegalArgumentException(
                  "user " + name + " is there (expected: a new name)");
            }
            yield "User " + name + " added";
          }
          case "change" -> {
            var changed = account(form);
            requireKnown(name, users.changeRole(name, changed.role()));
            requireKnown(name, users.changeRules(name, changed.rules()));
            yield "User " + name + " changed: " + AccountEntries.described(changed);
          }
          case "password" -> {
            requireKnown(name, users.changePassword(name, form.last("password", "")));
            yield "Password of " + name + " changed";
          }
          case "remove" -> {
            requireKnown(name, users.remove(name));
            yield "User " + name + " removed";
          }
          default ->
              throw new IllegalArgumentException(
                  "action: " + action + " (expected: add, change, password or remove)");
        };
    logins.forget();
    return Outcome.done(done);
  }

  private static void requireKnown(String name, boolean known) {
    if (!known) {
      throw new IllegalArgumentException("user " + name + " is not there (expected: one of these)");
    }
  }

  private Outcome changeToken(Context context, Parameters form) {
    var name = form.last("name", "");
    return switch (form.last("action", "")) {
      case "create" -> {
        var days = form.last("days", "").strip();
        var end =
            days.isEmpty()
                ? Optional.<java.time.Instant>empty()
                : Optional.of(clock.instant().plus(TokenStore.life(form.integer("days", 0))));
        var account = account(form);
        var secret = tokens.create(account, end);
        if (secret.isEmpty()) {
          throw new IllegalArgumentException("token " + name + " is there (expected: a new name)");
        }
        logins.forget();
        yield new Outcome(
            "Token " + name + " made: " + AccountEntries.described(account), "", secret.get());
      }
      case "revoke" -> {
        if (!tokens.revoke(name)) {
          throw new IllegalArgumentException(
              "token " + name + " is not there (expected: one of these)");
        }
        logins.forget();
        yield Outcome.done("Token " + name + " revoked");
      }
      default ->
          throw new IllegalArgumentException(
              "action: " + form.last("action", "") + " (expected: create or revoke)");
    };
  }

  private static Account account(Parameters form) {
    return new Account(form.last("name", ""), Role.parse(form.last("role", "")), form.all("rule"));
  }

  private void showUsers(Context context, Outcome outcome) {
    var self = Viewers.of(context).user();
    var list =
        users.all().stream()
            .map(
                user ->
                    self.equals(Optional.of(user.name()))
                        ? entries.self(context, user)
                        : entries.user(context, user))
            .collect(Collectors.joining());
    show(context, usersPage, outcome, list.isEmpty() ? none("No users yet.") : list);
  }

  private void showTokens(Context context, Outcome outcome) {
    var list =
        tokens.all().stream()
            .map(token -> entries.token(context, token))
            .collect(Collectors.joining());
    show(context, tokensPage, outcome, list.isEmpty() ? none("No tokens yet.") : list);
  }

  private static String none(String text) {
    return "<p class=\"hint\">" + text + "</p>\n";
  }

  private void show(Context context, HtmlPage page, Outcome outcome, String list) {
    page.answerWith(
        context,
        Map.of("error", outcome.error(), "csrf", SessionCookie.formToken(context)),
        Map.of(
            "said", said(outcome),
            "list", list,
            "choices", entries.choices(Role.READ, List.of())));
  }

  private static String said(Outcome outcome) {
    var said = outcome.said().isEmpty() ? "" : Html.escape(outcome.said()) + ".";
    return outcome.secret().isEmpty()
        ? said
        : said
            + "<label>It is told only now; copy it.<input type=\"text\" class=\"code\" readonly"
            + " data-secret value=\""
            + Html.escape(outcome.secret())
            + "\"></label>";
  }
}
