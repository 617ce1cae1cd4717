// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.graphitestack.web.access.Role;
import org.graphitestack.web.login.Account;
import org.graphitestack.web.login.TokenStore;

/// Users and tokens as the pages of accounts list them, as HTML: each with the forms that change
/// it.
final class AccountEntries {

  private final Supplier<List<String>> ruleNames;
  private final HtmlPage user = HtmlPage.of("user-entry.html");
  private final HtmlPage self = HtmlPage.of("self-entry.html");
  private final HtmlPage token = HtmlPage.of("token-entry.html");

  /// @param ruleNames the rules that the settings have
  AccountEntries(Supplier<List<String>> ruleNames) {
    this.ruleNames = ruleNames;
  }

  String user(Context context, Account one) {
    return user.filled(
        context,
        texts(context, one, described(one)),
        Map.of("choices", choices(one.role(), one.rules())));
  }

  /// The one who looks at the page.
  String self(Context context, Account one) {
    return self.filled(context, texts(context, one, described(one) + ", you"), Map.of());
  }

  String token(Context context, TokenStore.Token one) {
    var until = one.expires().map(end -> ", until " + end).orElse("");
    return token.filled(
        context, texts(context, one.account(), described(one.account()) + until), Map.of());
  }

  private static Map<String, String> texts(Context context, Account one, String described) {
    return Map.of(
        "name", one.name(), "account", described, "csrf", SessionCookie.formToken(context));
  }

  /// What an account may do and see.
  static String described(Account account) {
    return "role "
        + account.role().text()
        + (account.rules().isEmpty()
            ? ", sees everything"
            : ", rules " + String.join(", ", account.rules()));
  }

  /// Fields for role and rules; rules that an account has and the settings have not, too.
  String choices(Role role, List<String> rules) {
    var roles =
        Stream.of(Role.values())
            .map(
                one ->
                    "<option" + (one == role ? " selected" : "") + ">" + one.text() + "</option>")
            .collect(Collectors.joining());
    var known = ruleNames.get();
    var names = new ArrayList<>(known);
    rules.stream().filter(rule -> !known.contains(rule)).forEach(names::add);
    var boxes =
        names.stream()
            .map(name -> box(name, rules.contains(name), known.contains(name)))
            .collect(Collectors.joining());
    return "<label>Role<select name=\"role\">"
        + roles
        + "</select></label>\n"
        + (boxes.isEmpty()
            ? ""
            : "<fieldset><legend>Rules (none: sees everything)</legend>" + boxes + "</fieldset>\n");
  }

  private static String box(String rule, boolean chosen, boolean known) {
    return "<label class=\"choice\"><input type=\"checkbox\" name=\"rule\" value=\""
        + Html.escape(rule)
        + "\""
        + (chosen ? " checked" : "")
        + "> "
        + Html.escape(rule)
        + (known ? "" : " (not in the settings: hides everything)")
        + "</label>";
  }
}
