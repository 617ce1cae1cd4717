// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.util.ArrayList;
import java.util.List;
import org.graphitestack.web.access.Role;
import org.graphitestack.web.login.Account;
import picocli.CommandLine.Option;

/// What a user or a token may do and see.
final class AccountOptions {

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "read",
      description = "read, edit (dashboards, events, tags) or admin (everything). Default: read")
  String role = "read";

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description =
          "Name of a rule of [access] in graphite-web.toml; repeatable. Default: sees everything")
  List<String> rules = new ArrayList<>();

  /// How lists show an account.
  static String line(Account account) {
    return account.name() + "\t" + account.role().text() + "\t" + String.join(",", account.rules());
  }

  Account account(String name) {
    return new Account(name, Role.parse(role), rules);
  }
}
