// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/// The settings of one log.
///
/// @param segmentBytes largest segment file; also the largest batch
/// @param maxBytes cap on the bytes of all segments, at least two segments; [#UNLIMITED_BYTES] for
///   none
/// @param maxAge unread points older than this are dropped; [#UNLIMITED_AGE] for none
/// @param minFreeBytes the watermark: with less usable space on its disk the log takes nothing; 0
///   for none
public record LogOptions(
    int segmentBytes,
    long maxBytes,
    Duration maxAge,
    WhenFull whenFull,
    Force force,
    long minFreeBytes,
    RecordFormat format) {
  public static final long UNLIMITED_BYTES = Long.MAX_VALUE;
  public static final Duration UNLIMITED_AGE = ChronoUnit.FOREVER.getDuration();

  private static final int SMALLEST_SEGMENT = 4096;

  public LogOptions {
    if (segmentBytes < SMALLEST_SEGMENT) {
      throw new IllegalArgumentException(
          "segmentBytes: " + segmentBytes + " (expected: >= " + SMALLEST_SEGMENT + ")");
    }
    if (maxBytes < 2L * segmentBytes) {
      throw new IllegalArgumentException(
          "maxBytes: "
              + maxBytes
              + " (expected: at least two segments, "
              + 2L * segmentBytes
              + ")");
    }
    if (maxAge.isNegative() || maxAge.isZero()) {
      throw new IllegalArgumentException("maxAge: " + maxAge + " (expected: > 0)");
    }
    if (minFreeBytes < 0) {
      throw new IllegalArgumentException("minFreeBytes: " + minFreeBytes + " (expected: >= 0)");
    }
  }

  /// Lines in segments of 64 MiB, no caps, senders blocked below 256 MiB of free space, forced once
  /// a second.
  public static LogOptions defaults() {
    return new LogOptions(
        64 << 20,
        UNLIMITED_BYTES,
        UNLIMITED_AGE,
        WhenFull.BLOCK,
        Force.interval(Duration.ofSeconds(1)),
        256L << 20,
        RecordFormat.LINES);
  }

  public LogOptions withSegmentBytes(int bytes) {
    return new LogOptions(bytes, maxBytes, maxAge, whenFull, force, minFreeBytes, format);
  }

  public LogOptions withMaxBytes(long bytes) {
    return new LogOptions(segmentBytes, bytes, maxAge, whenFull, force, minFreeBytes, format);
  }

  public LogOptions withMaxAge(Duration age) {
    return new LogOptions(segmentBytes, maxBytes, age, whenFull, force, minFreeBytes, format);
  }

  public LogOptions withWhenFull(WhenFull policy) {
    return new LogOptions(segmentBytes, maxBytes, maxAge, policy, force, minFreeBytes, format);
  }

  public LogOptions withForce(Force choice) {
    return new LogOptions(segmentBytes, maxBytes, maxAge, whenFull, choice, minFreeBytes, format);
  }

  public LogOptions withMinFreeBytes(long bytes) {
    return new LogOptions(segmentBytes, maxBytes, maxAge, whenFull, force, bytes, format);
  }

  public LogOptions withFormat(RecordFormat records) {
    return new LogOptions(segmentBytes, maxBytes, maxAge, whenFull, force, minFreeBytes, records);
  }

  /// Blocks one segment may hold; a segment of very small batches is sealed by their number, so
  /// that its index stays about one per cent of its largest size.
  int blocksPerSegment() {
    return Math.max(64, segmentBytes / 4096);
  }

  /// The cap on age, or about 292 million years.
  long maxAgeMillis() {
    return maxAge.compareTo(Duration.ofMillis(Long.MAX_VALUE)) >= 0
        ? Long.MAX_VALUE
        : maxAge.toMillis();
  }
}
