// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

import java.util.Arrays;

/// Points in blocks of four, chained from the newest block back to the oldest:
///
/// ```
/// word 0      previous block + 1 (32 bits) | points in this block (32 bits)
/// word 1..2   timestamps, two to a word, unsigned 32 bits each
/// word 3..6   values, as their raw bits
/// ```
///
/// 56 bytes a block; freed blocks are used again, so a steady stream allocates nothing. Not
/// thread-safe.
final class PointBlocks {

  /// Bytes of one block.
  static final int BLOCK_BYTES = 56;

  /// Stands for a chain without blocks.
  static final int NONE = -1;

  private static final int POINTS = 4;
  private static final int WORDS = 7;
  private static final int TIMES = 1;
  private static final int VALUES = 3;
  private static final int PAGE_BITS = 10;
  private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;
  private static final long LOW = 0xffffffffL;

  /// How many blocks back a second value for a timestamp is looked for; older ones are sorted out
  /// when the points are taken.
  private static final int LOOK_BACK = 16;

  private long[][] pages = new long[4][];
  private int allocated;
  private int freeHead = NONE;
  private int used;

  /// Blocks in use.
  int used() {
    return used;
  }

  /// Adds a point to a chain.
  ///
  /// @param head the chain's newest block, or [#NONE]
  /// @return the chain's newest block afterwards
  int append(int head, int timestamp, double value) {
    var block = head;
    if (block == NONE || count(block) == POINTS) {
      block = allocate(head);
    }
    var page = page(block);
    var base = base(block);
    var at = (int) page[base]++;
    var word = base + TIMES + (at >> 1);
    page[word] = (at & 1) == 0 ? timestamp & LOW : (page[word] & LOW) | (long) timestamp << 32;
    page[base + VALUES + at] = Double.doubleToRawLongBits(value);
    return block;
  }

  /// Gives a point of a chain another value, if its timestamp is found not far back.
  boolean replace(int head, int timestamp, double value) {
    var looked = 0;
    for (var block = head; block != NONE && looked < LOOK_BACK; block = previous(block)) {
      for (var i = count(block) - 1; i >= 0; i--) {
        if (timestamp(block, i) == timestamp) {
          page(block)[base(block) + VALUES + i] = Double.doubleToRawLongBits(value);
          return true;
        }
      }
      looked++;
    }
    return false;
  }

  /// Copies a chain, oldest point first, so that its last point lands before `end`.
  ///
  /// @return where its first point landed
  int copyBackwards(int head, long[] timestamps, double[] values, int end) {
    var at = end;
    for (var block = head; block != NONE; block = previous(block)) {
      for (var i = count(block) - 1; i >= 0; i--) {
        at--;
        timestamps[at] = timestamp(block, i) & LOW;
        values[at] = Double.longBitsToDouble(page(block)[base(block) + VALUES + i]);
      }
    }
    return at;
  }

  /// Puts an older chain below a newer one.
  ///
  /// @return the newest block of both
  int join(int newer, int older) {
    if (newer == NONE) {
      return older;
    }
    var last = newer;
    while (previous(last) != NONE) {
      last = previous(last);
    }
    page(last)[base(last)] |= (older + 1L) << 32;
    return newer;
  }

  /// Gives back all blocks of a chain.
  void free(int head) {
    var block = head;
    while (block != NONE) {
      var next = previous(block);
      page(block)[base(block)] = (freeHead + 1L) << 32;
      freeHead = block;
      used--;
      block = next;
    }
  }

  /// Gives back the pages if no block is in use.
  void trim() {
    if (used == 0) {
      Arrays.fill(pages, null);
      allocated = 0;
      freeHead = NONE;
    }
  }

  private int allocate(int previous) {
    used++;
    var block = freeHead;
    if (block == NONE) {
      block = allocated++;
      var page = block >> PAGE_BITS;
      if (page == pages.length) {
        pages = Arrays.copyOf(pages, page * 2);
      }
      if ((block & PAGE_MASK) == 0) {
        pages[page] = new long[WORDS << PAGE_BITS];
      }
    } else {
      freeHead = previous(block);
    }
    page(block)[base(block)] = (previous + 1L) << 32;
    return block;
  }

  private int previous(int block) {
    return (int) (page(block)[base(block)] >>> 32) - 1;
  }

  private int count(int block) {
    return (int) page(block)[base(block)];
  }

  private int timestamp(int block, int index) {
    var word = page(block)[base(block) + TIMES + (index >> 1)];
    return (int) ((index & 1) == 0 ? word : word >>> 32);
  }

  private long[] page(int block) {
    return pages[block >> PAGE_BITS];
  }

  private static int base(int block) {
    return (block & PAGE_MASK) * WORDS;
  }
}
