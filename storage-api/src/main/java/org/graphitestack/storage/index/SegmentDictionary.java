// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import java.util.Arrays;
import org.graphitestack.storage.HeapSize;
import org.graphitestack.storage.PathOrder;

/// Every distinct node text once, under a number that counts from 0.
///
/// Texts lie one after another in pages of bytes: no object per text. One thread at a time may
/// intern (the index' lock sees to that); all others may read texts of numbers that reached them
/// through a safe publication, without a lock. Nothing is ever taken out; the index builds itself a
/// new dictionary when too much of this one is unused.
///
/// | bytes of a text | content |
/// |---|---|
/// | 2 | big endian: form in the top 2 bits, number of UTF-16 units in the other 14 |
/// | rest | form 0: Latin-1, a byte per unit; form 1: UTF-16, big endian; form 2: 64 hexadecimal digits as 32 bytes |
final class SegmentDictionary {

  private static final int LATIN1 = 0;
  private static final int UTF16 = 1;
  private static final int HASH = 2;
  private static final int MAX_UNITS = (1 << 14) - 1;
  private static final int HASH_UNITS = 64;
  private static final String DIGITS = "0123456789abcdef";

  private static final int PAGE_BITS = 16;
  private static final int PAGE_BYTES = 1 << PAGE_BITS;
  private static final int OFFSET_BITS = 12;
  private static final int OFFSETS_PER_PAGE = 1 << OFFSET_BITS;

  private volatile byte[][] pages = {};
  private volatile int[][] offsets = {};
  private volatile boolean surrogates;

  // only the interning thread uses these
  private int size;
  private int used = PAGE_BYTES;
  private int[] slots = new int[64];

  /// The number of a text, which gets one if it has none.
  int intern(String text) {
    var mask = slots.length - 1;
    var slot = hash(text) & mask;
    while (slots[slot] != 0) {
      if (equal(slots[slot] - 1, text)) {
        return slots[slot] - 1;
      }
      slot = (slot + 1) & mask;
    }
    var id = append(text);
    slots[slot] = id + 1;
    if (size > slots.length / 4 * 3) {
      rehash();
    }
    return id;
  }

  /// Whether any text has a code point beyond the basic plane.
  boolean hasSurrogates() {
    return surrogates;
  }

  /// Bytes on the heap.
  long heapBytes() {
    return HeapSize.ofReferences(pages.length)
        + pages.length * HeapSize.ofBytes(PAGE_BYTES)
        + HeapSize.ofReferences(offsets.length)
        + offsets.length * HeapSize.ofInts(OFFSETS_PER_PAGE)
        + HeapSize.ofInts(slots.length);
  }

  /// Number of UTF-16 units of a text.
  int length(int id) {
    var page = pageOf(id);
    return header(page, placeOf(id)) & MAX_UNITS;
  }

  /// Writes the code points of a text to the front of `target`, which is long enough for its units.
  ///
  /// @return how many
  int codePoints(int id, int[] target) {
    var page = pageOf(id);
    var place = placeOf(id);
    var header = header(page, place);
    var units = header & MAX_UNITS;
    var form = header >>> 14;
    if (form == LATIN1) {
      for (var i = 0; i < units; i++) {
        target[i] = page[place + 2 + i] & 0xff;
      }
      return units;
    }
    var count = 0;
    for (var i = 0; i < units; i++) {
      var c = unit(page, place, form, i);
      if (Character.isHighSurrogate(c)
          && i + 1 < units
          && Character.isLowSurrogate(unit(page, place, form, i + 1))) {
        i++;
        target[count++] = Character.toCodePoint(c, unit(page, place, form, i));
      } else {
        target[count++] = c;
      }
    }
    return count;
  }

  /// Writes the UTF-16 units of a text to `target` from a place on.
  ///
  /// @return the place after them
  int units(int id, char[] target, int at) {
    var page = pageOf(id);
    var place = placeOf(id);
    var header = header(page, place);
    var units = header & MAX_UNITS;
    var form = header >>> 14;
    if (form == LATIN1) {
      for (var i = 0; i < units; i++) {
        target[at + i] = (char) (page[place + 2 + i] & 0xff);
      }
    } else {
      for (var i = 0; i < units; i++) {
        target[at + i] = unit(page, place, form, i);
      }
    }
    return at + units;
  }

  /// Writes a text as Latin-1 to `target` from a place on, unless it is of another form.
  ///
  /// @return whether it was written
  boolean latin1(int id, byte[] target, int at) {
    var offset = offset(id);
    var page = pages[offset >>> PAGE_BITS];
    var place = offset & (PAGE_BYTES - 1);
    var header = header(page, place);
    return switch (header >>> 14) {
      case LATIN1 -> {
        System.arraycopy(page, place + 2, target, at, header & MAX_UNITS);
        yield true;
      }
      case HASH -> {
        for (var i = 0; i < HASH_UNITS; i++) {
          target[at + i] = (byte) unit(page, place, HASH, i);
        }
        yield true;
      }
      default -> false;
    };
  }

  String text(int id) {
    var units = new char[length(id)];
    units(id, units, 0);
    return new String(units);
  }

  boolean startsWith(int id, String prefix) {
    var page = pageOf(id);
    var place = placeOf(id);
    var header = header(page, place);
    if ((header & MAX_UNITS) < prefix.length()) {
      return false;
    }
    var form = header >>> 14;
    for (var i = 0; i < prefix.length(); i++) {
      var one = form == LATIN1 ? (char) (page[place + 2 + i] & 0xff) : unit(page, place, form, i);
      if (one != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Compares a text with another in the order of whole paths.
  ///
  /// @param dotted whether a dot follows both (they are branches and what counts is the order of
  ///   the paths below), or nothing
  int compare(int id, String other, boolean dotted) {
    var page = pageOf(id);
    var place = placeOf(id);
    var header = header(page, place);
    var units = header & MAX_UNITS;
    var form = header >>> 14;
    var common = Math.min(units, other.length());
    for (var i = 0; i < common; i++) {
      var one = form == LATIN1 ? (char) (page[place + 2 + i] & 0xff) : unit(page, place, form, i);
      if (one != other.charAt(i)) {
        return PathOrder.compareUnits(one, other.charAt(i));
      }
    }
    if (units == other.length()) {
      return 0;
    }
    if (!dotted) {
      return Integer.compare(units, other.length());
    }
    return units < other.length()
        ? PathOrder.compareUnits('.', other.charAt(common))
        : PathOrder.compareUnits(unit(page, place, form, common), '.');
  }

  /// Where a text stands to all those that begin with `prefix`: before them, 0 if it is one, after
  /// them.
  int compareToPrefix(int id, String prefix, boolean dotted) {
    var page = pageOf(id);
    var place = placeOf(id);
    var header = header(page, place);
    var units = header & MAX_UNITS;
    var form = header >>> 14;
    for (var i = 0; i < prefix.length(); i++) {
      if (i == units) {
        return dotted ? PathOrder.compareUnits('.', prefix.charAt(i)) : -1;
      }
      var order = PathOrder.compareUnits(unit(page, place, form, i), prefix.charAt(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private boolean equal(int id, String text) {
    return length(id) == text.length() && startsWith(id, text);
  }

  private byte[] pageOf(int id) {
    return pages[offset(id) >>> PAGE_BITS];
  }

  private int placeOf(int id) {
    return offset(id) & (PAGE_BYTES - 1);
  }

  private int offset(int id) {
    return offsets[id >>> OFFSET_BITS][id & (OFFSETS_PER_PAGE - 1)];
  }

  private static int header(byte[] page, int place) {
    return (page[place] & 0xff) << 8 | (page[place + 1] & 0xff);
  }

  private static char unit(byte[] page, int place, int form, int index) {
    return switch (form) {
      case LATIN1 -> (char) (page[place + 2 + index] & 0xff);
      case UTF16 ->
          (char) ((page[place + 2 + 2 * index] & 0xff) << 8 | (page[place + 3 + 2 * index] & 0xff));
      default -> {
        var pair = page[place + 2 + index / 2];
        yield DIGITS.charAt(index % 2 == 0 ? pair >>> 4 & 0xf : pair & 0xf);
      }
    };
  }

  private int append(String text) {
    if (text.length() > MAX_UNITS) {
      throw new IllegalArgumentException(
          "length of a node: " + text.length() + " (expected: <= " + MAX_UNITS + ")");
    }
    var form = form(text);
    var bytes =
        switch (form) {
          case LATIN1 -> 2 + text.length();
          case UTF16 -> 2 + 2 * text.length();
          default -> 2 + text.length() / 2;
        };
    if (used + bytes > PAGE_BYTES) {
      pages = append(pages, new byte[PAGE_BYTES]);
      used = 0;
    }
    var page = pages[pages.length - 1];
    write(page, used, form, text);
    if (form == UTF16 && text.chars().anyMatch(c -> Character.isSurrogate((char) c))) {
      surrogates = true;
    }
    var id = size;
    if (id >>> OFFSET_BITS == offsets.length) {
      offsets = append(offsets, new int[OFFSETS_PER_PAGE]);
    }
    offsets[id >>> OFFSET_BITS][id & (OFFSETS_PER_PAGE - 1)] =
        (pages.length - 1) << PAGE_BITS | used;
    used += bytes;
    size++;
    return id;
  }

  private static void write(byte[] page, int place, int form, String text) {
    page[place] = (byte) (form << 6 | text.length() >>> 8);
    page[place + 1] = (byte) text.length();
    var at = place + 2;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (form) {
        case LATIN1 -> page[at++] = (byte) c;
        case UTF16 -> {
          page[at++] = (byte) (c >>> 8);
          page[at++] = (byte) c;
        }
        default -> {
          if (i % 2 == 0) {
            page[at] = (byte) (DIGITS.indexOf(c) << 4);
          } else {
            page[at++] |= (byte) DIGITS.indexOf(c);
          }
        }
      }
    }
  }

  private static int form(String text) {
    var hexadecimal = text.length() == HASH_UNITS;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c > 0xff) {
        return UTF16;
      }
      hexadecimal &= DIGITS.indexOf(c) >= 0;
    }
    return hexadecimal ? HASH : LATIN1;
  }

  private static <T> T[] append(T[] array, T element) {
    var longer = Arrays.copyOf(array, array.length + 1);
    longer[array.length] = element;
    return longer;
  }

  private void rehash() {
    var larger = new int[slots.length * 2];
    var mask = larger.length - 1;
    for (var id = 0; id < size; id++) {
      var slot = hash(text(id)) & mask;
      while (larger[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      larger[slot] = id + 1;
    }
    slots = larger;
  }

  private static int hash(String text) {
    var hash = text.hashCode() * 0x9E3779B9;
    return hash ^ hash >>> 15;
  }
}
