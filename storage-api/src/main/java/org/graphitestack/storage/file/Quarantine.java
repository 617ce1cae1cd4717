// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.file;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.graphitestack.storage.CorruptSeriesException;
import org.jspecify.annotations.Nullable;

/// Series whose files were found corrupt, so that queries do not read them again and again.
/// Thread-safe. Bounded: when full, all are let go at once and may be found corrupt anew.
public final class Quarantine {

  private static final int LIMIT = 10_000;

  private record Entry(CorruptSeriesException fault, long until) {}

  private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();
  private final long nanos;
  private final LongSupplier nanoTime;

  /// @param period how long a series is not read again
  public Quarantine(Duration period, LongSupplier nanoTime) {
    this.nanos = period.toNanos();
    this.nanoTime = nanoTime;
  }

  /// Remembers what is wrong with a series.
  public void add(String storedName, CorruptSeriesException fault) {
    if (entries.size() >= LIMIT) {
      entries.clear();
    }
    entries.put(storedName, new Entry(fault, nanoTime.getAsLong() + nanos));
  }

  /// What was wrong with a series, if that was found a short time ago.
  public @Nullable CorruptSeriesException faultOf(String storedName) {
    if (entries.isEmpty()) {
      return null;
    }
    var entry = entries.get(storedName);
    if (entry == null) {
      return null;
    }
    if (nanoTime.getAsLong() - entry.until >= 0) {
      entries.remove(storedName, entry);
      return null;
    }
    return entry.fault;
  }

  /// A series was written anew and may be read.
  public void release(String storedName) {
    if (!entries.isEmpty()) {
      entries.remove(storedName);
    }
  }
}
