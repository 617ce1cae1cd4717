// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.graphitestack.web.state.StateStore;

/// Tells who someone is by password, session or token. Thread-safe.
///
/// What the database said is remembered for two seconds, so that requests need not ask it; by then
/// at the latest counts what another process changed. A password that was right is remembered for
/// ten minutes, by its digest with a key that only this process has: programs send it with each
/// request, and to check it is made to be slow. An unknown user takes as long as a wrong password.
public final class Logins {

  private static final Duration REMEMBERED = Duration.ofSeconds(2);
  private static final Duration PASSWORD_REMEMBERED = Duration.ofMinutes(10);
  private static final int MOST_REMEMBERED = 10_000;

  /// Each takes 19 MiB and a core.
  private static final int CHECKED_AT_ONCE = 2;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final String WRONG = "wrong user name or password";

  private final UserStore users;
  private final TokenStore tokens;
  private final SessionStore sessions;
  private final InstantSource clock;
  private final LoginLimit limit;
  private final Semaphore checks = new Semaphore(CHECKED_AT_ONCE, true);
  private final String key;
  private final String nobodysHash;
  private final Cache<String, Optional<UserStore.User>> knownUsers;
  private final Cache<String, Optional<TokenStore.Token>> knownTokens;
  private final Cache<String, Optional<String>> knownSessions;
  private final Cache<String, Boolean> knownPasswords;

  private Logins(StateStore state, SecureRandom random, InstantSource clock, LongSupplier nanos) {
    this.users = new UserStore(state, random);
    this.tokens = new TokenStore(state, random);
    this.sessions = new SessionStore(state, random);
    this.clock = clock;
    this.limit = new LoginLimit(nanos);
    this.key = Secret.random(random);
    this.nobodysHash = PasswordHash.ofNone(random);
    this.knownUsers = remembering(REMEMBERED, nanos);
    this.knownTokens = remembering(REMEMBERED, nanos);
    this.knownSessions = remembering(REMEMBERED, nanos);
    this.knownPasswords = remembering(PASSWORD_REMEMBERED, nanos);
  }

  /// Logins of the accounts that a database holds.
  ///
  /// @param clock tells when sessions and tokens are over
  /// @param nanos elapsed time in nanoseconds
  public static Logins of(StateStore state, InstantSource clock, LongSupplier nanos) {
    return new Logins(state, new SecureRandom(), clock, nanos);
  }

  private static <T> Cache<String, T> remembering(Duration time, LongSupplier nanos) {
    return Caffeine.newBuilder()
        .maximumSize(MOST_REMEMBERED)
        .expireAfterWrite(time)
        .ticker(nanos::getAsLong)
        .build();
  }

  /// The user of a name.
  public Optional<Account> ofUser(String name) {
    return user(name).map(UserStore.User::account);
  }

  /// The user of a session that goes on.
  public Optional<Account> ofSession(String secret) {
    return knownSessions
        .get(Secret.digest(secret), _ -> sessions.user(secret, clock.instant()))
        .flatMap(this::ofUser);
  }

  /// The account of a token that is valid.
  public Optional<Account> ofToken(String secret) {
    return knownTokens
        .get(Secret.digest(secret), _ -> tokens.ofSecret(secret))
        .filter(token -> token.isValid(clock.instant()))
        .map(TokenStore.Token::account);
  }

  /// The user of a name and a password.
  ///
  /// @param address where the request came from
  /// @throws RefusedLoginException if there is no such user, the password is another, or there were
  ///   too many tries
  public Account ofPassword(String name, String password, String address) {
    var user = user(name);
    var hash = user.map(UserStore.User::hash).orElse(nobodysHash);
    var digest = Secret.digest(key + hash + key + password);
    if (user.isPresent() && knownPasswords.getIfPresent(digest) != null) {
      return user.get().account();
    }
    limit.enter(name, address);
    if (!matches(password, hash) || user.isEmpty()) {
      throw new RefusedLoginException(WRONG, Duration.ZERO);
    }
    limit.succeeded(name, address);
    knownPasswords.put(digest, true);
    return user.get().account();
  }

  private boolean matches(String password, String hash) {
    var interrupted = false;
    try {
      if (checks.tryAcquire(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
        try {
          return PasswordHash.matches(password, hash);
        } finally {
          checks.release();
        }
      }
    } catch (InterruptedException _) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    throw new RefusedLoginException("too many logins at once", Duration.ofSeconds(1));
  }

  /// Begins a session of a user.
  ///
  /// @return its secret
  public String begin(Account account, Duration life) {
    var now = clock.instant();
    return sessions.begin(account.name(), now, now.plus(life));
  }

  /// Ends a session, if it is one.
  public void end(String secret) {
    sessions.end(secret);
    knownSessions.invalidate(Secret.digest(secret));
  }

  /// What proves that a request was made by a page of the same session.
  public static String formToken(String session) {
    return Secret.digest("form " + session);
  }

  /// Gives a user another password and ends all of the user's sessions.
  ///
  /// @throws RefusedLoginException if the former password is wrong
  /// @throws IllegalArgumentException if the new one is too short or too long
  public void changePassword(String name, String former, String changed, String address) {
    var _ = ofPassword(name, former, address);
    users.changePassword(name, changed);
    knownUsers.invalidate(name);
    knownSessions.invalidateAll();
  }

  /// Has everything asked again: accounts were changed here.
  public void forget() {
    knownUsers.invalidateAll();
    knownTokens.invalidateAll();
    knownSessions.invalidateAll();
  }

  private Optional<UserStore.User> user(String name) {
    return Account.isName(name) ? knownUsers.get(name, users::get) : Optional.empty();
  }
}
