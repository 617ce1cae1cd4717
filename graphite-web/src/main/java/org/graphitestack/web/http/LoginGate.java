// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static java.lang.System.Logger.Level.WARNING;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.graphitestack.web.access.AccessRules;
import org.graphitestack.web.access.Role;
import org.graphitestack.web.access.Viewer;
import org.graphitestack.web.login.Account;
import org.graphitestack.web.login.LoginSettings;
import org.graphitestack.web.login.LoginSettings.Method;
import org.graphitestack.web.login.Logins;
import org.graphitestack.web.login.RefusedLoginException;
import org.graphitestack.web.state.StateException;

/// The gate of a web that may have users: by token, by user and password, by what a proxy says, or
/// by the cookie of a session, in this order. Without a login only rules for the anonymous count.
///
/// Whoever has a session must prove, for what changes something, that a page of this server asks:
/// the browser sends the cookie whoever made it ask. Of others only those are turned away whose
/// browser says that it was another site.
public final class LoginGate implements Gate {

  private static final System.Logger log = System.getLogger(LoginGate.class.getName());
  private static final String REALM = "realm=\"graphite\"";
  private static final String BEARER = "bearer ";
  private static final String BASIC = "basic ";

  private final Logins logins;
  private volatile InForce inForce;

  private record InForce(LoginSettings settings, AccessRules rules) {}

  public LoginGate(Logins logins, LoginSettings settings, AccessRules rules) {
    this.logins = logins;
    this.inForce = new InForce(settings, rules);
  }

  /// Puts other settings in force for requests to come.
  public void adjust(LoginSettings settings, AccessRules rules) {
    inForce = new InForce(settings, rules);
  }

  LoginSettings settings() {
    return inForce.settings();
  }

  /// The names of the rules there are, sorted.
  List<String> ruleNames() {
    return inForce.rules().rules().keySet().stream().sorted().toList();
  }

  @Override
  public void admit(Context context, Need need) {
    var now = inForce;
    if (now.settings().on()) {
      context.header("Vary", vary(now.settings()));
    }
    var asking = asking(context, now, need);
    Viewers.set(context, asking.viewer(), () -> asking(context, inForce, need).viewer());
    if (!need.isMetBy(asking.viewer())) {
      throw refusal(context, now.settings(), asking.viewer(), need);
    }
    if (need.changes()) {
      if (asking.session()) {
        requireOwnPage(context);
      } else {
        OwnPages.refuseOthers(context);
      }
    }
  }

  private static String vary(LoginSettings settings) {
    return "Accept-Encoding, Authorization, Cookie"
        + (settings.allows(Method.HEADER) ? ", " + settings.header() : "");
  }

  /// @param session whether only a cookie tells who it is
  private record Asking(Viewer viewer, boolean session) {}

  private Asking asking(Context context, InForce now, Need need) {
    try {
      var said = saidWithRequest(context, now);
      if (said.isPresent()) {
        return new Asking(said.get(), false);
      }
      var session = ofSession(context, now.settings());
      return session.isPresent()
          ? new Asking(viewer(session.get(), now.rules()), true)
          : new Asking(anonymous(now), false);
    } catch (StateException unusable) {
      log.log(WARNING, "users: " + unusable.getMessage());
      if (need == Need.OPEN) {
        return new Asking(anonymous(now), false);
      }
      throw NotAdmittedException.unusable("users cannot be looked up now; the log has the reason");
    }
  }

  private Optional<Viewer> saidWithRequest(Context context, InForce now) {
    var settings = now.settings();
    var authorization = context.header("Authorization");
    if (authorization != null) {
      if (settings.allows(Method.TOKEN) && startsWith(authorization, BEARER)) {
        var token = logins.ofToken(authorization.substring(BEARER.length()).strip());
        return Optional.of(
            viewer(
                token.orElseThrow(
                    () ->
                        NotAdmittedException.unknown(
                            "token: not known, or over (expected: one of this server)",
                            challenge(settings))),
                now.rules()));
      }
      if (settings.allows(Method.BASIC) && startsWith(authorization, BASIC)) {
        return Optional.of(viewer(ofBasic(context, authorization, settings), now.rules()));
      }
    }
    return ofHeader(context, settings).map(account -> viewer(account, now.rules()));
  }

  private static boolean startsWith(String authorization, String scheme) {
    return authorization.toLowerCase(Locale.ROOT).startsWith(scheme);
  }

  private Account ofBasic(Context context, String authorization, LoginSettings settings) {
    String text;
    try {
      var bytes = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
      text = new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      text = "";
    }
    var colon = text.indexOf(':');
    if (colon < 0) {
      throw NotAdmittedException.unknown(
          "Authorization: not readable (expected: user and password in base64)",
          challenge(settings));
    }
    try {
      return logins.ofPassword(
          text.substring(0, colon), text.substring(colon + 1), address(context));
    } catch (RefusedLoginException refused) {
      throw refusal(refused, settings);
    }
  }

  private static NotAdmittedException refusal(
      RefusedLoginException refused, LoginSettings settings) {
    var message = String.valueOf(refused.getMessage());
    return refused.again().isZero()
        ? NotAdmittedException.unknown(message, challenge(settings))
        : NotAdmittedException.tooMany(message, refused.again().toSeconds());
  }

  /// The user whom a proxy names that is believed.
  private Optional<Account> ofHeader(Context context, LoginSettings settings) {
    var name = context.header(settings.header());
    if (name == null
        || name.isBlank()
        || !settings.allows(Method.HEADER)
        || !settings.believes(context.req().getRemoteAddr())) {
      return Optional.empty();
    }
    var known = logins.ofUser(name.strip());
    if (known.isPresent()) {
      return known;
    }
    try {
      return Optional.of(new Account(name.strip(), settings.headerRole(), List.of()));
    } catch (IllegalArgumentException wrong) {
      throw NotAdmittedException.forbidden(settings.header() + ": " + wrong.getMessage());
    }
  }

  private Optional<Account> ofSession(Context context, LoginSettings settings) {
    return settings.allows(Method.FORM)
        ? SessionCookie.of(context).flatMap(logins::ofSession)
        : Optional.empty();
  }

  private static Viewer viewer(Account account, AccessRules rules) {
    var names = new ArrayList<>(account.rules());
    names.addAll(rules.users().getOrDefault(account.name(), List.of()));
    return new Viewer(Optional.of(account.name()), account.role(), rules.of(names));
  }

  private static Viewer anonymous(InForce now) {
    var role =
        switch (now.settings().mode()) {
          case NONE -> Role.ADMIN;
          case OPTIONAL -> now.settings().anonymousRole();
          case REQUIRED -> Role.NONE;
        };
    return new Viewer(Optional.empty(), role, now.rules().of(now.rules().anonymous()));
  }

  private static NotAdmittedException refusal(
      Context context, LoginSettings settings, Viewer viewer, Need need) {
    if (viewer.user().isPresent() || !settings.on()) {
      return NotAdmittedException.forbidden(
          viewer.may(need.role())
              ? "rules hide some series (expected: none do, for this answer names all)"
              : "role: " + viewer.role().text() + " (expected: " + need.role().text() + ")");
    }
    if (settings.allows(Method.FORM) && HtmlPage.isAwaited(context)) {
      return NotAdmittedException.elsewhere(loginPage(context));
    }
    return NotAdmittedException.unknown(
        "not logged in (expected: a user with the role " + need.role().text() + ")",
        challenge(settings));
  }

  private static String loginPage(Context context) {
    var query = context.queryString();
    var asked = context.req().getRequestURI() + (query == null ? "" : "?" + query);
    return HtmlPage.toRoot(context)
        + "account/login?nextPage="
        + URLEncoder.encode(asked, StandardCharsets.UTF_8);
  }

  /// What a client may do to be known. Where there is a form, browsers shall not ask in their own
  /// way as well.
  private static String challenge(LoginSettings settings) {
    return settings.allows(Method.BASIC) && !settings.allows(Method.FORM)
        ? "Basic " + REALM + ", charset=\"UTF-8\""
        : "Bearer " + REALM;
  }

  private static void requireOwnPage(Context context) {
    if (OwnPages.site(context) != OwnPages.Site.OWN && !SessionCookie.hasFormToken(context)) {
      throw NotAdmittedException.forbidden(
          OwnPages.told(context)
              + " (expected: a page of this server, or X-CSRF-Token of its session)");
    }
  }

  /// Where a request comes from, behind proxies that are believed.
  String address(Context context) {
    var settings = settings();
    var address = context.req().getRemoteAddr();
    var forwarded = context.header("X-Forwarded-For");
    if (forwarded != null && settings.believes(address)) {
      for (var one : List.of(forwarded.split(",", -1)).reversed()) {
        address = one.strip();
        if (!settings.believes(address)) {
          break;
        }
      }
    }
    return address;
  }

  /// Whether the client came by HTTPS, as far as is known.
  boolean isSecure(Context context) {
    return settings().secureCookies()
        || context.scheme().equals("https")
        || (settings().believes(context.req().getRemoteAddr())
            && "https".equalsIgnoreCase(context.header("X-Forwarded-Proto")));
  }
}
