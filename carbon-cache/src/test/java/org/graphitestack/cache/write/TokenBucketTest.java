// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.graphitestack.cache.HandMovedNanos;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

  private final HandMovedNanos nanos = new HandMovedNanos();

  @Test
  void tryTake_bucketBeginsFull_andFillsAtItsRate() {
    var bucket = new TokenBucket(10, 3, nanos);

    assertThat(bucket.tryTake()).isTrue();
    assertThat(bucket.tryTake()).isTrue();
    assertThat(bucket.tryTake()).isTrue();
    assertThat(bucket.tryTake()).isFalse();
    assertThat(bucket.nanosUntilToken()).isEqualTo(100_000_000L);
    nanos.passSeconds(0.1);
    assertThat(bucket.tryTake()).isTrue();
    assertThat(bucket.tryTake()).isFalse();
  }

  @Test
  void tryTake_afterALongRest_gathersNoMoreThanItsCapacity() {
    var bucket = new TokenBucket(10, 2, nanos);
    nanos.passSeconds(1000);

    assertThat(bucket.tryTake()).isTrue();
    assertThat(bucket.tryTake()).isTrue();
    assertThat(bucket.tryTake()).isFalse();
  }

  @Test
  void limit_toInfinity_isNoLimit() {
    var bucket = new TokenBucket(1, 1, nanos);
    assertThat(bucket.tryTake()).isTrue();

    bucket.limit(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    for (var i = 0; i < 1000; i++) {
      assertThat(bucket.tryTake()).isTrue();
    }
    assertThat(bucket.nanosUntilToken()).isZero();
  }

  @Test
  void limit_fromInfinity_holdsAtOnce() {
    var bucket = new TokenBucket(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, nanos);

    bucket.limit(1, 1);

    assertThat(bucket.tryTake()).isTrue();
    assertThat(bucket.tryTake()).isFalse();
  }
}
