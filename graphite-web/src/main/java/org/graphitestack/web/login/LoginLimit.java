// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How often someone may fail to log in: a few times for each user and more for each address, in
/// any five minutes that begin with a failure. Counts before the password is looked at, so that
/// many tries at once are not more than one after the other. Remembers a bounded number of users
/// and addresses. Thread-safe.
final class LoginLimit {

  static final int TRIES_OF_A_USER = 10;
  static final int TRIES_FROM_AN_ADDRESS = 50;
  static final Duration WINDOW = Duration.ofMinutes(5);

  private static final int MOST_REMEMBERED = 20_000;

  private final LongSupplier nanoTime;
  private final Cache<String, Tries> tries;

  private record Tries(int count, long began) {}

  LoginLimit(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.tries =
        Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(WINDOW)
            .ticker(nanoTime::getAsLong)
            .build();
  }

  /// Counts a try.
  ///
  /// @throws RefusedLoginException if it is one too many
  void enter(String user, String address) {
    count(addressKey(address), TRIES_FROM_AN_ADDRESS);
    count(userKey(user), TRIES_OF_A_USER);
  }

  /// A try that worked counts for nothing.
  void succeeded(String user, String address) {
    tries.invalidate(userKey(user));
    var _ =
        tries
            .asMap()
            .computeIfPresent(
                addressKey(address),
                (_, before) -> new Tries(Math.max(0, before.count() - 1), before.began()));
  }

  private void count(String key, int most) {
    var now = nanoTime.getAsLong();
    var after =
        tries
            .asMap()
            .compute(
                key,
                (_, before) ->
                    before == null || now - before.began() >= WINDOW.toNanos()
                        ? new Tries(1, now)
                        : new Tries(Math.min(before.count() + 1, most + 1), before.began()));
    if (after.count() > most) {
      var left = WINDOW.toNanos() - (now - after.began());
      throw new RefusedLoginException(
          "too many tries",
          Duration.ofSeconds(Math.max(1, TimeUnit.NANOSECONDS.toSeconds(left) + 1)));
    }
  }

  private static String userKey(String user) {
    return "user " + (user.length() > 150 ? user.substring(0, 150) : user);
  }

  private static String addressKey(String address) {
    return "from " + AddressRange.network(address);
  }
}
