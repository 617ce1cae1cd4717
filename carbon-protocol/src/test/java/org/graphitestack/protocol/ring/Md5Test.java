// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Md5Test {
  @Test
  void firstSixteenBits_atEveryLength_areThoseOfTheJdk() throws NoSuchAlgorithmException {
    MessageDigest jdk = MessageDigest.getInstance("MD5");
    byte[] bytes = new byte[400];
    new Random(7).nextBytes(bytes);
    for (int length = 0; length < 390; length++) {
      int offset = length % 7;
      byte[] digest = jdk.digest(Arrays.copyOfRange(bytes, offset, offset + length));
      assertThat(Md5.firstSixteenBits(bytes, offset, length))
          .as("length " + length)
          .isEqualTo(((digest[0] & 0xFF) << 8) | (digest[1] & 0xFF));
    }
  }
}
