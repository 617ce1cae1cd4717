// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.login;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.graphitestack.web.access.Role;
import org.graphitestack.web.state.StateStore;
import org.jdbi.v3.core.Handle;

/// The table of users. Thread-safe.
public final class UserStore {

  private final StateStore state;
  private final SecureRandom random;

  public UserStore(StateStore state, SecureRandom random) {
    this.state = state;
    this.random = random;
  }

  /// A user and the hash of the password.
  record User(Account account, String hash) {}

  Optional<User> get(String name) {
    return state.reading(
        handle ->
            handle
                .createQuery("SELECT name, role, rules, password FROM users WHERE name = :name")
                .bind("name", name)
                .map(
                    (row, _) ->
                        new User(
                            Account.of(
                                row.getString("name"),
                                row.getString("role"),
                                row.getString("rules")),
                            row.getString("password")))
                .findOne());
  }

  /// All users, sorted by name.
  public List<Account> all() {
    return state.reading(
        handle ->
            handle
                .createQuery("SELECT name, role, rules FROM users ORDER BY name")
                .map(
                    (row, _) ->
                        Account.of(
                            row.getString("name"), row.getString("role"), row.getString("rules")))
                .list());
  }

  /// Adds a user.
  ///
  /// @return whether there was none of that name
  /// @throws IllegalArgumentException if the password is too short or too long
  public boolean add(Account account, String password) {
    var hash = PasswordHash.of(password, random);
    return state.writing(
        handle ->
            handle.execute(
                    "INSERT INTO users (name, role, rules, password) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (name) DO NOTHING",
                    account.name(),
                    account.role().text(),
                    account.rulesText(),
                    hash)
                > 0);
  }

  /// Gives a user another password, and ends the sessions that began with the former one.
  ///
  /// @return whether there is such a user
  /// @throws IllegalArgumentException if the password is too short or too long
  public boolean changePassword(String name, String password) {
    var hash = PasswordHash.of(password, random);
    return state.writing(
        handle -> {
          endSessions(handle, name);
          return handle.execute("UPDATE users SET password = ? WHERE name = ?", hash, name) > 0;
        });
  }

  /// Gives a user another role.
  ///
  /// @return whether there is such a user
  public boolean changeRole(String name, Role role) {
    return state.writing(
        handle ->
            handle.execute("UPDATE users SET role = ? WHERE name = ?", role.text(), name) > 0);
  }

  /// Binds a user by other rules.
  ///
  /// @return whether there is such a user
  public boolean changeRules(String name, List<String> rules) {
    var checked = new Account(name, Role.NONE, rules);
    return state.writing(
        handle ->
            handle.execute("UPDATE users SET rules = ? WHERE name = ?", checked.rulesText(), name)
                > 0);
  }

  /// Removes a user, whose sessions end.
  ///
  /// @return whether there was one
  public boolean remove(String name) {
    return state.writing(
        handle -> {
          endSessions(handle, name);
          return handle.execute("DELETE FROM users WHERE name = ?", name) > 0;
        });
  }

  private static void endSessions(Handle handle, String name) {
    handle.execute("DELETE FROM sessions WHERE user_name = ?", name);
  }
}
