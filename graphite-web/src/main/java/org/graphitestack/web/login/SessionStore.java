// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.login;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.graphitestack.web.state.StateStore;

/// The table of sessions: that someone has logged in, until when. Thread-safe.
final class SessionStore {

  /// Of more sessions of one user, those that would last longest go on.
  private static final int MOST_OF_A_USER = 50;

  private final StateStore state;
  private final SecureRandom random;

  SessionStore(StateStore state, SecureRandom random) {
    this.state = state;
    this.random = random;
  }

  /// Begins a session and forgets those that are over.
  ///
  /// @return its secret
  String begin(String user, Instant now, Instant expires) {
    var secret = Secret.random(random);
    return state.writing(
        handle -> {
          handle.execute("DELETE FROM sessions WHERE expires <= ?", now.getEpochSecond());
          handle.execute(
              "DELETE FROM sessions WHERE user_name = ? AND digest NOT IN (SELECT digest FROM"
                  + " sessions WHERE user_name = ? ORDER BY expires DESC, digest LIMIT ?)",
              user,
              user,
              MOST_OF_A_USER - 1);
          handle.execute(
              "INSERT INTO sessions (digest, user_name, expires) VALUES (?, ?, ?)",
              Secret.digest(secret),
              user,
              expires.getEpochSecond());
          return secret;
        });
  }

  /// The user of a session that is not over.
  Optional<String> user(String secret, Instant now) {
    return state.reading(
        handle ->
            handle
                .createQuery(
                    "SELECT user_name FROM sessions WHERE digest = :digest AND expires > :now")
                .bind("digest", Secret.digest(secret))
                .bind("now", now.getEpochSecond())
                .mapTo(String.class)
                .findOne());
  }

  void end(String secret) {
    state.writing(
        handle -> handle.execute("DELETE FROM sessions WHERE digest = ?", Secret.digest(secret)));
  }
}
