// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.graphitestack.model.MetricPath;

/// What a series is called in the tables of points: a UUID of its name (version 5), so that two who
/// create it call it the same. A name that is used again after its series was deleted or renamed
/// gives another one.
final class SeriesId {

  /// Partitions of the table of names.
  static final int SHARDS = 256;

  private static final UUID NAMESPACE = UUID.fromString("5f6d0d0e-6b5c-5a44-9d5c-0a4d6f1e7c11");

  private SeriesId() {}

  /// @param incarnation how many series of that name there were before
  static UUID of(MetricPath path, int incarnation) {
    var hash = hash(incarnation == 0 ? path.text() : path.text() + '\n' + incarnation);
    var high = (hash.getLong() & ~0xf000L) | 0x5000L;
    var low = (hash.getLong() & ~(3L << 62)) | (2L << 62);
    return new UUID(high, low);
  }

  /// The partition of the table of names that has a path.
  static int shardOf(MetricPath path) {
    return hash(path.text()).get(0) & 0xff;
  }

  private static ByteBuffer hash(String name) {
    try {
      var sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(
          ByteBuffer.allocate(16)
              .putLong(NAMESPACE.getMostSignificantBits())
              .putLong(NAMESPACE.getLeastSignificantBits())
              .array());
      return ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
