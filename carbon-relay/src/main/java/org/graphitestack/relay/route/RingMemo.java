// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import org.graphitestack.protocol.NameHash;
import org.graphitestack.protocol.ring.HashRing;

/// Remembers what a ring chose for names, for rings whose own hash takes longer than a look-up.
/// Whether a destination is healthy is none of a ring's business.
///
/// ```
///   slots: sets of four places, each two longs: one cache line a set
///   +---------+-----------------------------------+---------+------
///   | hash 64 | second hash 24 | 4 x chosen + 1 10 | hash 64 | ...
///   +---------+-----------------------------------+---------+------
/// ```
///
/// The first set begins where a cache line does: an array as large as this lies at the start of a
/// region of the heap, and its elements after 16 bytes of header.
///
/// Names themselves are not kept, which spares two cache misses of three: that is what a look-up
/// costs. Two names are taken for one if they are in the same set and both of their hashes agree,
/// each seeded in every process. For a name that is not there that happens with probability 4 x
/// 2^-73: at a million such look-ups a second, once in about seventy million years.
///
/// Memory is fixed, 2 MiB from the first name on: 131,072 places.
///
/// With far more names than places each look-up would be in vain and cost its time on top. So now
/// and then the memo counts: if less than half of a window of look-ups found something, it asks the
/// ring alone for sixteen such windows.
///
/// Belongs to one thread. Allocates nothing once it is open. Measured by `RoutingBenchmark`.
final class RingMemo {

  private static final int PLACES = 1 << 17;
  private static final int WINDOW = 1 << 18;
  private static final int PAUSE = 16 * WINDOW;
  private static final int WAYS = 4;
  private static final int LONGS_OF_A_SET = 2 * WAYS;
  private static final int FIRST_SET = (64 - 16) / Long.BYTES;

  private static final int MOST_CHOSEN = 4;
  private static final int NODE_BITS = 10;
  private static final int NODE_MASK = (1 << NODE_BITS) - 1;
  private static final int CHOSEN_BITS = MOST_CHOSEN * NODE_BITS;
  private static final long CHOSEN_MASK = (1L << CHOSEN_BITS) - 1;

  private final HashRing ring;
  private final int sets;
  private final int window;

  private long[] slots = {};
  private int hand;

  private int asked;
  private int found;
  private int paused;

  /// @param places how many names, a power of two, at least four
  /// @param window look-ups after which it is decided whether they are worth their time
  RingMemo(HashRing ring, int places, int window) {
    this.ring = ring;
    this.sets = places / WAYS;
    this.window = window;
  }

  /// A memo of the usual size, empty.
  static RingMemo of(HashRing ring) {
    return new RingMemo(ring, PLACES, WINDOW);
  }

  /// Whether a ring's choices fit a place.
  ///
  /// @param nodes how many it chooses from
  static boolean fits(HashRing ring, int nodes) {
    return ring.mostChosen() <= MOST_CHOSEN && nodes < NODE_MASK;
  }

  /// The ring whose choices are remembered.
  HashRing ring() {
    return ring;
  }

  /// The hash by which a name is looked up.
  static long hash(byte[] name, int offset, int length) {
    return NameHash.OF_PROCESS.of(name, offset, length);
  }

  /// Reads what a look-up of that hash reads first, so that it is in the processor's cache when it
  /// comes to that. Many of these in a row wait for memory at once; look-ups wait one by one.
  ///
  /// @return anything; to be used, else the read is left out
  long touch(long hash) {
    return slots.length == 0 || paused > 0 ? 0 : slots[set(hash)];
  }

  private int set(long hash) {
    return FIRST_SET + ((int) hash & sets - 1) * LONGS_OF_A_SET;
  }

  /// What [HashRing#choose(byte\[\], int, int, int\[\])] gives.
  ///
  /// @param hash of the name, see [#hash]
  int choose(long hash, byte[] name, int offset, int length, int[] chosen) {
    if (paused > 0) {
      paused--;
      return ring.choose(name, offset, length, chosen);
    }
    if (++asked == window) {
      judge();
    }
    if (slots.length == 0) {
      slots = new long[FIRST_SET + sets * LONGS_OF_A_SET];
    }
    var check = NameHash.OF_PROCESS.second(name, offset, length) & ~CHOSEN_MASK;
    var set = set(hash);
    for (var slot = set; slot < set + LONGS_OF_A_SET; slot += 2) {
      if (slots[slot] == hash && (slots[slot + 1] & ~CHOSEN_MASK) == check) {
        var choice = slots[slot + 1] & CHOSEN_MASK;
        if (choice != 0) {
          found++;
          return unpack(choice, chosen);
        }
      }
    }
    var count = ring.choose(name, offset, length, chosen);
    if (count > 0) {
      var slot = placeIn(set);
      slots[slot] = hash;
      slots[slot + 1] = check | pack(chosen, count);
    }
    return count;
  }

  private void judge() {
    paused = found < window / 2 ? PAUSE : 0;
    asked = 0;
    found = 0;
  }

  /// A place that is free; else each of the set in turn.
  private int placeIn(int set) {
    for (var slot = set; slot < set + LONGS_OF_A_SET; slot += 2) {
      if (slots[slot + 1] == 0) {
        return slot;
      }
    }
    return set + 2 * (hand++ & WAYS - 1);
  }

  private static long pack(int[] chosen, int count) {
    var choice = 0L;
    for (var i = count - 1; i >= 0; i--) {
      choice = choice << NODE_BITS | chosen[i] + 1;
    }
    return choice;
  }

  private static int unpack(long choice, int[] chosen) {
    var count = 0;
    for (var left = choice; left != 0; left >>>= NODE_BITS) {
      chosen[count++] = (int) (left & NODE_MASK) - 1;
    }
    return count;
  }
}
