// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Remembers what names feed, within a bound of bytes.
///
/// A table of sets of four places. An entry is immutable and lies in one of the four places its
/// name's hash points at, so a look-up reads at most four references, takes no lock and allocates
/// nothing. A new entry takes a free place, or else that of another; when all bytes are spent, a
/// hand goes round and clears places until the new one fits. Two threads that store at once may
/// overshoot the bound by one entry each. Thread-safe.
final class NameMemo {

  private static final int WAYS = 4;
  private static final int USUAL_ENTRY_BYTES = 128;
  private static final int MAX_PLACES = 1 << 24;
  private static final int HAND_STEPS = 256;

  /// Bytes of an entry beside its name, and of each reference to a feed.
  private static final int ENTRY_BYTES = 80;

  private static final int REFERENCE_BYTES = 8;

  private static final class Entry {

    final long hash;
    final byte[] name;
    final Feed[] feeds;
    final long size;

    Entry(long hash, byte[] name, Feed[] feeds, long bytesOfFeeds) {
      this.hash = hash;
      this.name = name;
      this.feeds = feeds;
      this.size = ENTRY_BYTES + name.length + (long) REFERENCE_BYTES * feeds.length + bytesOfFeeds;
    }
  }

  private final long maxBytes;
  private final AtomicReferenceArray<@Nullable Entry> places;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger hand = new AtomicInteger();

  NameMemo(long maxBytes) {
    this.maxBytes = maxBytes;
    var wanted = Math.clamp(maxBytes / USUAL_ENTRY_BYTES, WAYS, MAX_PLACES);
    this.places = new AtomicReferenceArray<>(Integer.highestOneBit(wanted));
  }

  /// What a name feeds; null if it is not remembered.
  Feed @Nullable [] find(long hash, byte[] name, int offset, int length) {
    var set = setOf(hash);
    for (var i = set; i < set + WAYS; i++) {
      var entry = places.getAcquire(i);
      if (entry != null
          && entry.hash == hash
          && Arrays.equals(entry.name, 0, entry.name.length, name, offset, offset + length)) {
        return entry.feeds;
      }
    }
    return null;
  }

  /// Remembers a name.
  ///
  /// @param bytesOfFeeds what those feeds take up that no other name shares
  void store(long hash, byte[] name, Feed[] feeds, long bytesOfFeeds) {
    var entry = new Entry(hash, name, feeds, bytesOfFeeds);
    makeRoom(entry.size);
    if (bytes.get() + entry.size > maxBytes) {
      return;
    }
    var previous = places.getAndSet(placeFor(hash), entry);
    bytes.addAndGet(entry.size - (previous == null ? 0 : previous.size));
  }

  long bytes() {
    return bytes.get();
  }

  private int placeFor(long hash) {
    var set = setOf(hash);
    for (var i = set; i < set + WAYS; i++) {
      if (places.getAcquire(i) == null) {
        return i;
      }
    }
    return set + (hand.getAndIncrement() & WAYS - 1);
  }

  private void makeRoom(long size) {
    for (var step = 0; step < HAND_STEPS && bytes.get() + size > maxBytes; step++) {
      var removed = places.getAndSet(hand.getAndIncrement() & places.length() - 1, null);
      if (removed != null) {
        bytes.addAndGet(-removed.size);
      }
    }
  }

  private int setOf(long hash) {
    return (int) (hash >>> 32) & places.length() - 1 & -WAYS;
  }
}
