// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

  private final SecureRandom random = new SecureRandom();

  @Test
  void hash_matchesItsPasswordOnly() {
    var hash = PasswordHash.of("correct hörse", random);

    assertThat(hash).matches("[$]argon2id[$]v=19[$]m=19456,t=2,p=1[$]\\S{22}[$]\\S{43}");
    assertThat(PasswordHash.matches("correct hörse", hash)).isTrue();
    assertThat(PasswordHash.matches("correct horse", hash)).isFalse();
    assertThat(PasswordHash.of("correct hörse", random)).as("salt").isNotEqualTo(hash);
  }

  /// From the test vectors of the reference implementation, phc-winner-argon2's test.c.
  @Test
  void hash_ofTheReferenceImplementation_matches() {
    assertThat(
            PasswordHash.matches(
                "password",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ"
                    + "$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"))
        .isTrue();
  }

  /// From the test vectors of jBCrypt.
  @Test
  void hash_ofBcrypt_matches() {
    var hash = "$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe";

    assertThat(PasswordHash.matches("a", hash)).isTrue();
    assertThat(PasswordHash.matches("x", hash)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "password",
        "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=0,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=0$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$2a$31$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe"
      })
  void hash_thatCannotBeReadOrCostsTooMuch_matchesNothing(String hash) {
    assertThat(PasswordHash.matches("password", hash)).isFalse();
  }

  @Test
  void hashOfNone_costsTheSameAndMatchesNothing() {
    var none = PasswordHash.ofNone(random);

    assertThat(none).matches("[$]argon2id[$]v=19[$]m=19456,t=2,p=1[$]\\S{22}[$]\\S{43}");
    assertThat(PasswordHash.matches("password", none)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 257})
  void password_ofAnUnfitLength_isRefused(int length) {
    assertThatThrownBy(() -> PasswordHash.of("x".repeat(length), random))
        .hasMessage("password: " + length + " characters (expected: 8 to 256)");
  }
}
