// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.tag;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Names under numbers that count from 0, without an object for each: their UTF-8 bytes lie one
/// after another in pages, behind two bytes for their length, and a table of numbers finds them by
/// their hash. What is removed leaves its bytes behind. Not thread-safe; may be read by many at
/// once.
final class NumberedNames {

  private static final int PAGE_BITS = 16;
  private static final int PAGE_BYTES = 1 << PAGE_BITS;
  private static final int GONE = -1;

  private byte[][] pages = {};
  private int used = PAGE_BYTES;

  /// By number: page and place, or [#GONE].
  private int[] offsets = new int[64];

  /// A number + 1; 0 where there is none, [#GONE] where one was.
  private int[] slots = new int[128];

  private int taken;
  private int numbers;
  private int size;

  /// How many numbers were given.
  int numbers() {
    return numbers;
  }

  /// How many names there are.
  int size() {
    return size;
  }

  /// The number of a name, or -1.
  int numberOf(String name) {
    var bytes = bytes(name);
    var slot = slotOf(bytes);
    return slot < 0 ? -1 : slots[slot] - 1;
  }

  /// The name of a number; null if it was removed.
  @Nullable String name(int number) {
    var offset = offsets[number];
    if (offset == GONE) {
      return null;
    }
    var page = pages[offset >>> PAGE_BITS];
    var place = offset & (PAGE_BYTES - 1);
    return new String(page, place + 2, length(page, place), StandardCharsets.UTF_8);
  }

  /// Adds a name that is not there.
  ///
  /// @return its number
  int add(String name) {
    var bytes = bytes(name);
    if (used + 2 + bytes.length > PAGE_BYTES) {
      pages = Arrays.copyOf(pages, pages.length + 1);
      pages[pages.length - 1] = new byte[PAGE_BYTES];
      used = 0;
    }
    var page = pages[pages.length - 1];
    page[used] = (byte) (bytes.length >>> 8);
    page[used + 1] = (byte) bytes.length;
    System.arraycopy(bytes, 0, page, used + 2, bytes.length);
    if (numbers == offsets.length) {
      offsets = Arrays.copyOf(offsets, numbers + (numbers >> 1));
    }
    offsets[numbers] = (pages.length - 1) << PAGE_BITS | used;
    used += 2 + bytes.length;
    if (taken >= slots.length / 4 * 3) {
      rehash();
    }
    put(slots, bytes, numbers);
    taken++;
    size++;
    return numbers++;
  }

  /// Removes a name.
  ///
  /// @return the number it had, or -1 if it was not there
  int remove(String name) {
    var slot = slotOf(bytes(name));
    if (slot < 0) {
      return -1;
    }
    var number = slots[slot] - 1;
    slots[slot] = GONE;
    offsets[number] = GONE;
    size--;
    return number;
  }

  private int slotOf(byte[] bytes) {
    var mask = slots.length - 1;
    for (var slot = hash(bytes) & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
      if (slots[slot] != GONE && equal(slots[slot] - 1, bytes)) {
        return slot;
      }
    }
    return -1;
  }

  private boolean equal(int number, byte[] bytes) {
    var offset = offsets[number];
    var page = pages[offset >>> PAGE_BITS];
    var place = offset & (PAGE_BYTES - 1);
    var from = place + 2;
    return Arrays.equals(page, from, from + length(page, place), bytes, 0, bytes.length);
  }

  private void rehash() {
    var larger = new int[size > slots.length / 2 ? 2 * slots.length : slots.length];
    taken = 0;
    for (var number = 0; number < numbers; number++) {
      var name = name(number);
      if (name != null) {
        put(larger, bytes(name), number);
        taken++;
      }
    }
    slots = larger;
  }

  private static void put(int[] slots, byte[] bytes, int number) {
    var mask = slots.length - 1;
    var slot = hash(bytes) & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = number + 1;
  }

  private static int length(byte[] page, int place) {
    return (page[place] & 0xff) << 8 | (page[place + 1] & 0xff);
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  private static int hash(byte[] bytes) {
    var hash = Arrays.hashCode(bytes) * 0x9E3779B9;
    return hash ^ hash >>> 15;
  }
}
