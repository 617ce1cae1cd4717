// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphitestack.web.access.Role;
import org.graphitestack.web.login.Account;
import org.graphitestack.web.login.LoginSettings.Method;
import org.graphitestack.web.login.Logins;
import org.graphitestack.web.login.RefusedLoginException;

/// `/account`: the login page, the end of a session, one's own profile and password; and
/// `/dashboard/login` and `logout`, which do the same for programs. `/account/me` tells a page who
/// looks at it.
///
/// Where nobody logs in, all pages lead to `/`. They stand before [DashboardRoutes], which take any
/// name for that of a dashboard.
public final class AccountRoutes implements Routes {

  private static final String NEXT = "nextPage";
  private static final int LONGEST_NEXT = 8 << 10;

  private final LoginGate gate;
  private final Logins logins;
  private final HtmlPage loginPage = HtmlPage.ofAccount("Log in", "login.html");
  private final HtmlPage logoutPage = HtmlPage.ofAccount("Log out", "logout.html");
  private final HtmlPage profilePage = HtmlPage.ofAccount("Profile", "profile.html");

  public AccountRoutes(LoginGate gate, Logins logins) {
    this.gate = gate;
    this.logins = logins;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/account/login", page(this::showLogin), Need.OPEN);
    routes.post("/account/login", page(this::logIn), Need.OPEN);
    routes.get("/account/logout", page(this::logOut), Need.OPEN);
    routes.post("/account/logout", page(this::logOut), Need.OPEN);
    routes.get("/account/edit", page(this::showProfile), Need.OPEN);
    routes.post("/account/edit", page(this::showProfile), Need.OPEN);
    routes.get("/account/update", page(this::showProfile), Need.OPEN);
    routes.post("/account/update", page(this::changePassword), Need.OPEN);
    routes.get("/account/me", this::me, Need.OPEN);
    routes.get("/dashboard/login", this::logInByProgram, Need.OPEN);
    routes.post("/dashboard/login", this::logInByProgram, Need.OPEN);
    routes.get("/dashboard/logout", this::logOutByProgram, Need.OPEN);
    routes.post("/dashboard/logout", this::logOutByProgram, Need.OPEN);
  }

  /// Without a login there is nothing here but the way to the page.
  private Handler page(Handler handler) {
    return StateAnswers.of(
        "users",
        context -> {
          context.header("Cache-Control", "no-store");
          if (gate.settings().on()) {
            handler.handle(context);
          } else {
            go(context, "");
          }
        });
  }

  /// Redirects to an address of this server.
  private static void go(Context context, String belowRoot) {
    var root = HtmlPage.toRoot(context);
    context.status(302).header("Location", (root.isEmpty() ? "./" : root) + belowRoot);
  }

  private static String next(Context context) {
    var next = Parameters.of(context).last(NEXT, "/");
    return next.length() > LONGEST_NEXT ? "" : LocalAddress.belowRoot(next);
  }

  private void showLogin(Context context) {
    if (Viewers.of(context).user().isPresent()) {
      go(context, next(context));
    } else {
      showLogin(context, "", "");
    }
  }

  private void showLogin(Context context, String user, String message) {
    if (!gate.settings().allows(Method.FORM)) {
      throw NotAdmittedException.forbidden(
          "there is no login page (expected: a login by "
              + String.join(
                  ", ", gate.settings().methods().stream().map(Method::text).sorted().toList())
              + ")");
    }
    loginPage.answer(
        context, Map.of("user", user, "message", message, "next", "/" + next(context)));
    context.header("Cache-Control", "no-store");
  }

  private void logIn(Context context) {
    OwnPages.refuseOthers(context);
    var form = Parameters.ofForm(context);
    var user = form.last("username", "");
    try {
      begin(context, user, form.last("password", ""));
      go(context, next(context));
    } catch (RefusedLoginException refused) {
      refuse(context, refused);
      showLogin(context, user, said(refused));
    }
  }

  private static void refuse(Context context, RefusedLoginException refused) {
    if (refused.again().isZero()) {
      context.status(401);
    } else {
      context.status(429).header("Retry-After", String.valueOf(refused.again().toSeconds()));
    }
  }

  private static String said(RefusedLoginException refused) {
    return refused.again().isZero()
        ? "The user name or the password is wrong."
        : "Too many tries. Come back in " + refused.again().toSeconds() + " seconds.";
  }

  /// A session begins with a secret of its own; the one before it, if there was, is over.
  private Account begin(Context context, String user, String password) {
    if (!gate.settings().allows(Method.FORM)) {
      throw NotAdmittedException.forbidden("there is no login with a form");
    }
    var account = logins.ofPassword(user, password, gate.address(context));
    SessionCookie.of(context).ifPresent(logins::end);
    var life = gate.settings().sessionLife();
    SessionCookie.set(context, logins.begin(account, life), life, gate.isSecure(context));
    return account;
  }

  /// A link of another site ends no session: it leads to a page that asks.
  private void logOut(Context context) {
    if (SessionCookie.of(context).isEmpty()) {
      go(context, "");
    } else if (OwnPages.site(context) == OwnPages.Site.OWN || SessionCookie.hasFormToken(context)) {
      end(context);
      go(context, "");
    } else {
      logoutPage.answer(context, Map.of("csrf", SessionCookie.formToken(context)));
      context.header("Cache-Control", "no-store");
    }
  }

  private void end(Context context) {
    SessionCookie.of(context).ifPresent(logins::end);
    SessionCookie.clear(context, gate.isSecure(context));
  }

  private void showProfile(Context context) {
    if (Viewers.of(context).user().isEmpty()) {
      go(context, "account/login");
    } else {
      showProfile(context, "");
    }
  }

  private void showProfile(Context context, String message) {
    var viewer = Viewers.of(context);
    profilePage.answerWith(
        context,
        Map.of(
            "user", viewer.user().orElse(""),
            "role", viewer.role().text(),
            "sees", viewer.sees().all() ? "all series and events" : "some series and events",
            "message", message,
            "csrf", SessionCookie.formToken(context)),
        Map.of("accounts", Need.INSPECT.isMetBy(viewer) ? AccountsRoutes.links(context) : ""));
    context.header("Cache-Control", "no-store");
  }

  private void changePassword(Context context) {
    var form = Parameters.ofForm(context);
    var user = Viewers.of(context).user();
    if (user.isEmpty() || !SessionCookie.hasFormToken(context)) {
      throw NotAdmittedException.forbidden(
          "not asked by the profile page of a session (expected: its form, with csrf)");
    }
    OwnPages.refuseOthers(context);
    var changed = form.last("new_password", "");
    if (!changed.equals(form.last("new_password_again", ""))) {
      context.status(400);
      showProfile(context, "The new password is not the same twice.");
      return;
    }
    try {
      logins.changePassword(user.get(), form.last("password", ""), changed, gate.address(context));
      begin(context, user.get(), changed);
      go(context, "account/edit");
    } catch (RefusedLoginException refused) {
      refuse(context, refused);
      showProfile(
          context, refused.again().isZero() ? "The present password is wrong." : said(refused));
    } catch (IllegalArgumentException unfit) {
      context.status(400);
      showProfile(context, "The new " + unfit.getMessage() + ".");
    }
  }

  private void me(Context context) {
    var viewer = Viewers.of(context);
    var answer = new LinkedHashMap<String, Object>();
    answer.put("login", gate.settings().mode().text());
    viewer.user().ifPresent(user -> answer.put("user", user));
    answer.put("role", viewer.role().text());
    answer.put("sees_all", viewer.sees().all());
    answer.put("form", gate.settings().allows(Method.FORM));
    answer.put(
        "session",
        gate.settings().allows(Method.FORM)
            && viewer.user().isPresent()
            && SessionCookie.of(context).isPresent());
    context.header("Cache-Control", "no-store");
    StateAnswers.json(context, answer);
  }

  private void logInByProgram(Context context) throws Exception {
    StateAnswers.of(
            "users",
            _ -> {
              OwnPages.refuseOthers(context);
              var form = Parameters.of(context);
              if (!gate.settings().on()) {
                var reason = "This server has no users; everyone may change dashboards.";
                StateAnswers.json(context, answer(Map.of("reason", reason), Role.NONE));
                return;
              }
              try {
                var account = begin(context, form.last("username", ""), form.last("password", ""));
                StateAnswers.json(context, answer(Map.of(), account.role()));
              } catch (RefusedLoginException refused) {
                refuse(context, refused);
                StateAnswers.json(context, answer(Map.of("reason", said(refused)), Role.NONE));
              }
            })
        .handle(context);
  }

  private void logOutByProgram(Context context) throws Exception {
    StateAnswers.of(
            "users",
            _ -> {
              OwnPages.refuseOthers(context);
              if (gate.settings().on()) {
                end(context);
              }
              var answer = new LinkedHashMap<String, Object>();
              answer.put("errors", Map.of());
              answer.put("text", Map.of());
              answer.put("success", true);
              StateAnswers.json(context, answer);
            })
        .handle(context);
  }

  /// In graphite-web's shape.
  private static Map<String, Object> answer(Map<String, Object> errors, Role role) {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("errors", errors);
    answer.put("text", Map.of());
    answer.put("success", errors.isEmpty());
    answer.put("permissions", role.includes(Role.EDIT) ? List.of("change", "delete") : List.of());
    return answer;
  }
}
