// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.login;

import java.util.List;
import org.graphitestack.web.access.Role;

/// A user or a token, as far as others may know.
///
/// @param rules names of access rules; none sees everything
public record Account(String name, Role role, List<String> rules) {

  private static final int LONGEST_NAME = 150;
  private static final String WITHOUT_LOGIN = "default";

  /// @throws IllegalArgumentException if the name, or that of a rule, cannot be one
  public Account {
    check("name", name);
    if (name.equals(WITHOUT_LOGIN)) {
      throw new IllegalArgumentException(
          "name: " + name + " (expected: another; it stands for everyone who has not logged in)");
    }
    rules = List.copyOf(rules);
    rules.forEach(rule -> check("rule", rule));
  }

  /// Whether a text may be the name of an account.
  static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_NAME
        && text.chars().noneMatch(c -> c <= ' ' || c == ':' || c == ',' || c == 0x7f)
        && !text.equals(WITHOUT_LOGIN);
  }

  private static void check(String what, String text) {
    if (text.isEmpty()
        || text.length() > LONGEST_NAME
        || text.chars().anyMatch(c -> c <= ' ' || c == ':' || c == ',' || c == 0x7f)) {
      throw new IllegalArgumentException(
          what
              + ": '"
              + text
              + "' (expected: 1 to "
              + LONGEST_NAME
              + " characters, no white space, colon or comma)");
    }
  }

  /// The names of the rules in one text.
  String rulesText() {
    return String.join(",", rules);
  }

  static Account of(String name, String role, String rules) {
    return new Account(
        name, Role.parse(role), rules.isEmpty() ? List.of() : List.of(rules.split(",", -1)));
  }
}
