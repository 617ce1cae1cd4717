// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.login;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.graphitestack.web.access.Role;

/// How people and programs say who they are.
///
/// @param mode whether anyone must
/// @param methods how
/// @param anonymousRole of whoever has not logged in, where nobody must
/// @param sessionLife how long a login lasts
/// @param secureCookies whether cookies are for HTTPS only, also where a request does not tell that
///   it came by HTTPS
/// @param proxies whose headers are believed
/// @param header in which a proxy names the user
/// @param headerRole of users whom only the proxy knows
public record LoginSettings(
    Mode mode,
    Set<Method> methods,
    Role anonymousRole,
    Duration sessionLife,
    boolean secureCookies,
    List<AddressRange> proxies,
    String header,
    Role headerRole) {

  /// Whether anyone must log in.
  public enum Mode {
    /// There are no users: everyone may everything.
    NONE,
    /// Who does not log in is anonymous.
    OPTIONAL,
    REQUIRED;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// How someone logs in.
  public enum Method {
    /// A page with a form, and a session.
    FORM,
    /// User and password with each request.
    BASIC,
    /// A token with each request.
    TOKEN,
    /// A proxy in front names the user.
    HEADER;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The method of a name.
    public static Optional<Method> named(String text) {
      return Arrays.stream(values()).filter(method -> method.text().equals(text)).findFirst();
    }
  }

  /// No login.
  public static final LoginSettings DEFAULT =
      new LoginSettings(
          Mode.NONE,
          Set.of(Method.FORM, Method.BASIC, Method.TOKEN),
          Role.READ,
          Duration.ofDays(7),
          false,
          List.of(),
          "X-Forwarded-User",
          Role.READ);

  public LoginSettings {
    methods = Set.copyOf(methods);
    proxies = List.copyOf(proxies);
    if (sessionLife.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("sessionLife: " + sessionLife + " (expected: >= PT1M)");
    }
  }

  /// Whether there is any login at all.
  public boolean on() {
    return mode != Mode.NONE;
  }

  /// Whether someone may log in so.
  public boolean allows(Method method) {
    return on() && methods.contains(method);
  }

  /// Whether what a proxy at an address says of others is believed.
  public boolean believes(String address) {
    return proxies.stream().anyMatch(range -> range.contains(address));
  }
}
