// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// Names as bytes, each with a small number. Open addressing with linear probing:
///
/// ```
/// slots   one long each: hash (32 bits) | id + 1 (32 bits), 0 = free; at most half full
/// names   per id: offset (48 bits) | length (16 bits) into the bytes
/// bytes   all names, one behind the other
/// ```
///
/// No object per name. Ids of removed names are given out again. Not thread-safe.
final class NameTable {

  static final int UNKNOWN = -1;

  private static final int LENGTH_BITS = 16;
  private static final long LENGTH_MASK = (1L << LENGTH_BITS) - 1;

  private long[] slots = new long[64];
  private long[] names = new long[32];
  private int ids;
  private byte[] bytes = new byte[1024];
  private int bytesUsed;
  private int[] freeIds = new int[16];
  private int free;

  /// Looks a name up.
  ///
  /// @return the name's id, or [#UNKNOWN]
  int find(int hash, byte[] name, int offset, int length) {
    var mask = slots.length - 1;
    for (var i = hash & mask; slots[i] != 0; i = i + 1 & mask) {
      if ((int) (slots[i] >>> 32) == hash) {
        var id = (int) slots[i] - 1;
        var start = nameOffset(id);
        if (nameLength(id) == length
            && Arrays.equals(bytes, start, start + length, name, offset, offset + length)) {
          return id;
        }
      }
    }
    return UNKNOWN;
  }

  /// Adds a name that is not there yet.
  ///
  /// @return its id, below [#idLimit]
  int add(int hash, byte[] name, int offset, int length) {
    if (size() * 2 >= slots.length) {
      grow();
    }
    if (length > bytes.length - bytesUsed) {
      bytes =
          Arrays.copyOf(bytes, Math.max(bytes.length + (bytes.length >> 1), bytesUsed + length));
    }
    var id = free > 0 ? freeIds[--free] : ids++;
    if (id == names.length) {
      names = Arrays.copyOf(names, id * 2);
    }
    System.arraycopy(name, offset, bytes, bytesUsed, length);
    names[id] = (long) bytesUsed << LENGTH_BITS | length;
    bytesUsed += length;
    place(slots, hash, id);
    return id;
  }

  /// Names held.
  int size() {
    return ids - free;
  }

  /// All ids given out are below this.
  int idLimit() {
    return ids;
  }

  /// Bytes of the table.
  long bytes() {
    return 8L * slots.length + 8L * names.length + bytes.length + 4L * freeIds.length;
  }

  String name(int id) {
    return new String(bytes, nameOffset(id), nameLength(id), StandardCharsets.UTF_8);
  }

  /// A number that names share which begin with the same nodes; not 0. The tags of a name are none
  /// of its nodes.
  int prefixNumber(int id, int nodes) {
    var start = nameOffset(id);
    var end = start + nameLength(id);
    var number = 1;
    var left = nodes;
    for (var at = start; at < end && bytes[at] != ';'; at++) {
      if (bytes[at] == '.' && --left == 0) {
        break;
      }
      number = number * 31 + bytes[at];
    }
    return number == 0 ? 1 : number;
  }

  /// Removes every name whose id does not pass, and packs the rest.
  void retain(IntPredicate kept) {
    var oldSlots = slots;
    var oldBytes = bytes;
    var oldNames = names.clone();
    slots = new long[oldSlots.length];
    bytes = new byte[oldBytes.length];
    bytesUsed = 0;
    for (var slot : oldSlots) {
      if (slot == 0) {
        continue;
      }
      var id = (int) slot - 1;
      if (kept.test(id)) {
        var start = (int) (oldNames[id] >>> LENGTH_BITS);
        var length = (int) (oldNames[id] & LENGTH_MASK);
        System.arraycopy(oldBytes, start, bytes, bytesUsed, length);
        names[id] = (long) bytesUsed << LENGTH_BITS | length;
        bytesUsed += length;
        place(slots, (int) (slot >>> 32), id);
      } else {
        if (free == freeIds.length) {
          freeIds = Arrays.copyOf(freeIds, free * 2);
        }
        freeIds[free++] = id;
      }
    }
  }

  private int nameOffset(int id) {
    return (int) (names[id] >>> LENGTH_BITS);
  }

  private int nameLength(int id) {
    return (int) (names[id] & LENGTH_MASK);
  }

  private void grow() {
    var larger = new long[slots.length * 2];
    for (var slot : slots) {
      if (slot != 0) {
        place(larger, (int) (slot >>> 32), (int) slot - 1);
      }
    }
    slots = larger;
  }

  private static void place(long[] slots, int hash, int id) {
    var mask = slots.length - 1;
    var i = hash & mask;
    while (slots[i] != 0) {
      i = i + 1 & mask;
    }
    slots[i] = (long) hash << 32 | id + 1L;
  }
}
