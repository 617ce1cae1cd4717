// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

/// A single point that a file has no place for: of the future, or older than its longest retention.
public final class TimestampNotCoveredException extends IllegalArgumentException {

  TimestampNotCoveredException(long timestamp, long now, long maxRetention) {
    super(
        "timestamp: "
            + timestamp
            + " (expected: after "
            + (now - maxRetention)
            + ", up to now, "
            + now
            + ")");
  }
}
