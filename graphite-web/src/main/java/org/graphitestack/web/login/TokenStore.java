// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.login;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.graphitestack.web.state.StateStore;

/// The table of tokens, by which programs say who they are. Thread-safe.
public final class TokenStore {

  /// What every token begins with, so that one is recognised where it should not stand.
  private static final String PREFIX = "graphite_";

  private static final int MOST_DAYS = 36_500;
  private static final String COLUMNS = "SELECT name, role, rules, expires FROM tokens";

  private final StateStore state;
  private final SecureRandom random;

  public TokenStore(StateStore state, SecureRandom random) {
    this.state = state;
    this.random = random;
  }

  /// A token, without its secret.
  ///
  /// @param expires empty if it does not
  public record Token(Account account, Optional<Instant> expires) {

    boolean isValid(Instant now) {
      return expires.isEmpty() || now.isBefore(expires.get());
    }
  }

  /// For how long a token is good.
  ///
  /// @throws IllegalArgumentException if that is no time, or more than a hundred years
  public static Duration life(int days) {
    if (days < 1 || days > MOST_DAYS) {
      throw new IllegalArgumentException("days: " + days + " (expected: 1 to " + MOST_DAYS + ")");
    }
    return Duration.ofDays(days);
  }

  Optional<Token> ofSecret(String secret) {
    return state.reading(
        handle ->
            handle
                .createQuery(COLUMNS + " WHERE digest = :digest")
                .bind("digest", Secret.digest(secret))
                .map((row, _) -> token(row))
                .findOne());
  }

  /// All tokens, sorted by name.
  public List<Token> all() {
    return state.reading(
        handle ->
            handle.createQuery(COLUMNS + " ORDER BY name").map((row, _) -> token(row)).list());
  }

  /// Makes a token.
  ///
  /// @param expires empty if it shall not
  /// @return its secret, which is told only now; empty if there is one of that name
  public Optional<String> create(Account account, Optional<Instant> expires) {
    var secret = PREFIX + Secret.random(random);
    var made =
        state.writing(
            handle ->
                handle.execute(
                        "INSERT INTO tokens (name, digest, role, rules, expires)"
                            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING",
                        account.name(),
                        Secret.digest(secret),
                        account.role().text(),
                        account.rulesText(),
                        expires.map(Instant::getEpochSecond).orElse(null))
                    > 0);
    return made ? Optional.of(secret) : Optional.empty();
  }

  /// Forgets a token, which is good for nothing then.
  ///
  /// @return whether there was one
  public boolean revoke(String name) {
    return state.writing(handle -> handle.execute("DELETE FROM tokens WHERE name = ?", name) > 0);
  }

  private static Token token(ResultSet row) throws SQLException {
    var expires = row.getLong("expires");
    var never = row.wasNull();
    return new Token(
        Account.of(row.getString("name"), row.getString("role"), row.getString("rules")),
        never ? Optional.empty() : Optional.of(Instant.ofEpochSecond(expires)));
  }
}
