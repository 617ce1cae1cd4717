// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.login;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class LoginLimitTest {

  private final AtomicLong nanos = new AtomicLong(-5);
  private final LoginLimit limit = new LoginLimit(nanos::get);

  @Test
  void user_afterTenTries_waitsForTheRestOfTheWindow() {
    tries(LoginLimit.TRIES_OF_A_USER, "alice", "10.0.0.");

    nanos.addAndGet(Duration.ofMinutes(4).toNanos());
    assertThatThrownBy(() -> limit.enter("alice", "10.1.1.1"))
        .isInstanceOf(RefusedLoginException.class)
        .extracting(
            refused -> ((RefusedLoginException) refused).again(),
            InstanceOfAssertFactories.DURATION)
        .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
    assertThatCode(() -> limit.enter("bob", "10.0.0.1")).doesNotThrowAnyException();

    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThatCode(() -> limit.enter("alice", "10.0.0.1")).doesNotThrowAnyException();
  }

  @Test
  void address_afterFiftyTriesOfAnyUsers_waits() {
    for (var i = 0; i < LoginLimit.TRIES_FROM_AN_ADDRESS; i++) {
      limit.enter("user" + i, "2001:db8:1:2:3::" + i);
    }

    assertThatThrownBy(() -> limit.enter("other", "2001:db8:1:2:ffff::1"))
        .isInstanceOf(RefusedLoginException.class);
    assertThatCode(() -> limit.enter("other", "2001:db8:1:3::1")).doesNotThrowAnyException();
  }

  @Test
  void success_forgetsTheFailuresOfTheUser() {
    tries(LoginLimit.TRIES_OF_A_USER, "alice", "10.0.0.");
    limit.succeeded("alice", "10.0.0.1");

    assertThatCode(() -> tries(LoginLimit.TRIES_OF_A_USER, "alice", "10.0.1."))
        .doesNotThrowAnyException();
  }

  @Test
  void success_isNoTryOfItsAddress() {
    for (var i = 0; i < 3 * LoginLimit.TRIES_FROM_AN_ADDRESS; i++) {
      limit.enter("user" + i, "10.0.0.1");
      limit.succeeded("user" + i, "10.0.0.1");
    }
  }

  private void tries(int count, String user, String network) {
    for (var i = 0; i < count; i++) {
      limit.enter(user, network + i);
    }
  }
}
