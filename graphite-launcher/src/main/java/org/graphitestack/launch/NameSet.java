// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

/// Names that were met, eight bytes each: a hash stands for a name. Among a million names two have
/// the same one in one of thirty million cases.
final class NameSet {

  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  /// 0 where there is none.
  private long[] slots = new long[64];

  private int size;

  void add(String name) {
    if (size >= slots.length / 2) {
      grow();
    }
    if (put(hash(name))) {
      size++;
    }
  }

  boolean contains(String name) {
    var hash = hash(name);
    return slots[slot(hash)] == hash;
  }

  private boolean put(long hash) {
    var slot = slot(hash);
    if (slots[slot] == hash) {
      return false;
    }
    slots[slot] = hash;
    return true;
  }

  /// Where a hash stands, or would stand.
  private int slot(long hash) {
    var slot = (int) hash & (slots.length - 1);
    while (slots[slot] != 0 && slots[slot] != hash) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private void grow() {
    var former = slots;
    slots = new long[2 * former.length];
    for (var hash : former) {
      if (hash != 0) {
        var _ = put(hash);
      }
    }
  }

  private static long hash(String name) {
    var hash = 1L;
    for (var i = 0; i < name.length(); i++) {
      hash = hash * FACTOR + name.charAt(i);
    }
    hash = (hash ^ (hash >>> 32)) * FACTOR;
    hash ^= hash >>> 29;
    return hash == 0 ? 1 : hash;
  }
}
