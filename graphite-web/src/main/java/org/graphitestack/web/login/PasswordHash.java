// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Hashes of passwords: Argon2id with 19 MiB and two passes [1], written as PHC strings [2], and
/// bcrypt, which is only checked.
///
/// 1. OWASP Password Storage Cheat Sheet, Argon2id
/// 2. github.com/P-H-C/phc-string-format
final class PasswordHash {

  static final int LONGEST = 256;
  private static final int SHORTEST = 8;
  private static final int LONGEST_FOR_BCRYPT = 72;

  private static final int KIBIBYTES = 19 << 10;
  private static final int PASSES = 2;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  /// What a hash that is checked may cost at most.
  private static final int MOST_KIBIBYTES = 1 << 18;

  private static final int MOST_PASSES = 20;

  private static final Pattern ARGON2ID =
      Pattern.compile(
          "[$]argon2id[$]v=19[$]m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
              + "[$]([A-Za-z0-9+/]{11,88})[$]([A-Za-z0-9+/]{22,88})");
  private static final Pattern BCRYPT =
      Pattern.compile("[$]2[aby][$](?:0[4-9]|1[0-6])[$][./A-Za-z0-9]{53}");

  private PasswordHash() {}

  /// A hash of a new password.
  ///
  /// @throws IllegalArgumentException if it is too short or too long
  static String of(String password, SecureRandom random) {
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      throw new IllegalArgumentException(
          "password: "
              + password.length()
              + " characters (expected: "
              + SHORTEST
              + " to "
              + LONGEST
              + ")");
    }
    var salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return text(salt, argon2id(password, salt, KIBIBYTES, PASSES, 1, HASH_BYTES));
  }

  /// The hash of no password, which takes as long to check as any.
  static String ofNone(SecureRandom random) {
    var salt = new byte[SALT_BYTES];
    var hash = new byte[HASH_BYTES];
    random.nextBytes(salt);
    random.nextBytes(hash);
    return text(salt, hash);
  }

  private static String text(byte[] salt, byte[] hash) {
    var base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m="
        + KIBIBYTES
        + ",t="
        + PASSES
        + ",p=1$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }

  /// Whether a password is the one of a hash; never for a hash that cannot be read.
  static boolean matches(String password, String hash) {
    if (password.length() > LONGEST) {
      return false;
    }
    if (BCRYPT.matcher(hash).matches()) {
      return password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_FOR_BCRYPT
          && OpenBSDBCrypt.checkPassword(hash, password.toCharArray());
    }
    var parts = ARGON2ID.matcher(hash);
    if (!parts.matches()) {
      return false;
    }
    var kibibytes = Integer.parseInt(parts.group(1));
    var passes = Integer.parseInt(parts.group(2));
    var lanes = Integer.parseInt(parts.group(3));
    if (lanes < 1
        || kibibytes < 8 * lanes
        || kibibytes > MOST_KIBIBYTES
        || passes < 1
        || passes > MOST_PASSES) {
      return false;
    }
    byte[] salt;
    byte[] expected;
    try {
      salt = Base64.getDecoder().decode(parts.group(4));
      expected = Base64.getDecoder().decode(parts.group(5));
    } catch (IllegalArgumentException _) {
      return false;
    }
    return MessageDigest.isEqual(
        expected, argon2id(password, salt, kibibytes, passes, lanes, expected.length));
  }

  private static byte[] argon2id(
      String password, byte[] salt, int kibibytes, int passes, int lanes, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(kibibytes)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    var hash = new byte[length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }
}
