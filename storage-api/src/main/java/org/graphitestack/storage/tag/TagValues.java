// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.tag;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.graphitestack.storage.HeapSize;
import org.jspecify.annotations.Nullable;

/// The values of one tag under numbers that count from 0, and the series of each. A value takes its
/// text, three numbers and its share of a table; one that many series have also a list. A value
/// whose series were all forgotten keeps its number and counts no more.
///
/// Changed by one thread at a time, under a lock that all who read share.
final class TagValues {

  /// In `series`: none. What is not negative is the number of the only series, anything else -2 -
  /// the place in `lists`.
  private static final int NONE = -1;

  private final String tag;
  private final BytePages texts;

  /// By value: where its text lies, behind a number for its length.
  private int[] places = new int[4];

  private int[] series = new int[4];
  private final List<@Nullable NumberList> lists = new ArrayList<>();

  /// A number of a value + 1, by the hash of the text; 0 where there is none.
  private int[] slots = new int[8];

  private int size;
  private int live;

  /// The values that were there when somebody last asked for them in order.
  private int[] order = {};

  /// @param texts where the texts go, with those of other tags
  TagValues(String tag, BytePages texts) {
    this.tag = tag;
    this.texts = texts;
  }

  String tag() {
    return tag;
  }

  /// How many values there ever were.
  int size() {
    return size;
  }

  /// Whether any value has a series.
  boolean live() {
    return live > 0;
  }

  /// Bytes on the heap, but for the texts.
  synchronized long heapBytes() {
    var bytes =
        HeapSize.ofInts(places.length)
            + HeapSize.ofInts(series.length)
            + HeapSize.ofInts(slots.length)
            + HeapSize.ofInts(order.length)
            + HeapSize.ofReferences(lists.size());
    for (var list : lists) {
      if (list != null) {
        bytes += list.heapBytes();
      }
    }
    return bytes;
  }

  /// The number of a value, or -1.
  int find(byte[] text) {
    for (var slot = home(hash(text, 0, text.length)); slots[slot] != 0; slot = next(slot)) {
      if (equal(slots[slot] - 1, text)) {
        return slots[slot] - 1;
      }
    }
    return -1;
  }

  /// The number of a value, which gets one if it has none.
  int intern(byte[] text) {
    var known = find(text);
    if (known >= 0) {
      return known;
    }
    if (size == places.length) {
      var larger = size + (size >> 2) + 4;
      places = Arrays.copyOf(places, larger);
      series = Arrays.copyOf(series, larger);
    }
    var bytes = new byte[ShortNumbers.MAX_BYTES + text.length];
    var at = ShortNumbers.write(bytes, 0, text.length);
    System.arraycopy(text, 0, bytes, at, text.length);
    places[size] = texts.append(bytes, at + text.length);
    series[size] = NONE;
    size++;
    if (size > slots.length / 10 * 7) {
      slots = new int[slots.length + (slots.length >> 1)];
      for (var value = 0; value < size; value++) {
        enter(value);
      }
    } else {
      enter(size - 1);
    }
    return size - 1;
  }

  /// A value has one more series, of a number larger than any before.
  void add(int value, int number) {
    if (series[value] == NONE) {
      series[value] = number;
      live++;
      return;
    }
    if (series[value] >= 0) {
      var list = new NumberList();
      list.add(series[value]);
      series[value] = -2 - lists.size();
      lists.add(list);
    }
    list(value).add(number);
  }

  /// One of the series of a value was forgotten.
  void forgetOne(int value) {
    if (series[value] >= 0) {
      series[value] = NONE;
      live--;
    } else if (series[value] != NONE && list(value).forgetOne() == 0) {
      lists.set(-2 - series[value], null);
      series[value] = NONE;
      live--;
    }
  }

  /// How many series a value has, with some that were forgotten.
  int count(int value) {
    return series[value] == NONE ? 0 : series[value] >= 0 ? 1 : list(value).count();
  }

  /// How many series a value has.
  int live(int value) {
    return series[value] == NONE ? 0 : series[value] >= 0 ? 1 : list(value).live();
  }

  /// Adds the numbers of the series of a value to a set.
  void addTo(int value, BitSet set) {
    if (series[value] >= 0) {
      set.set(series[value]);
    } else if (series[value] != NONE) {
      list(value).addTo(set);
    }
  }

  /// Whether one of the series of a value is in a set.
  boolean anyIn(int value, BitSet set) {
    return series[value] >= 0
        ? set.get(series[value])
        : series[value] != NONE && list(value).anyIn(set);
  }

  String text(int value) {
    var page = texts.page(places[value]);
    var at = BytePages.offset(places[value]);
    return new String(
        page, ShortNumbers.skip(page, at), ShortNumbers.read(page, at), StandardCharsets.UTF_8);
  }

  int find(String text) {
    return find(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The values that begin with a text, sorted.
  IntStream inOrder(String prefix) {
    var start = prefix.getBytes(StandardCharsets.UTF_8);
    var sorted = order();
    return IntStream.range(firstWith(sorted, start), sorted.length)
        .map(place -> sorted[place])
        .takeWhile(value -> startsWith(value, start));
  }

  /// All values, sorted. Those that came since the last call are sorted now.
  private synchronized int[] order() {
    if (order.length < size) {
      var fresh =
          IntStream.range(order.length, size)
              .boxed()
              .sorted(this::compare)
              .mapToInt(Integer::intValue)
              .toArray();
      order = merge(order, fresh);
    }
    return order;
  }

  /// The place in an order from which on values begin with a text, if any do.
  private int firstWith(int[] sorted, byte[] prefix) {
    var low = 0;
    var high = sorted.length;
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (compare(sorted[middle], prefix) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean startsWith(int value, byte[] prefix) {
    var page = texts.page(places[value]);
    var at = BytePages.offset(places[value]);
    var from = ShortNumbers.skip(page, at);
    return ShortNumbers.read(page, at) >= prefix.length
        && Arrays.equals(page, from, from + prefix.length, prefix, 0, prefix.length);
  }

  private int[] merge(int[] some, int[] others) {
    var merged = new int[some.length + others.length];
    var other = 0;
    var at = 0;
    for (var one : some) {
      while (other < others.length && compare(others[other], one) < 0) {
        merged[at++] = others[other++];
      }
      merged[at++] = one;
    }
    System.arraycopy(others, other, merged, at, others.length - other);
    return merged;
  }

  /// UTF-8 sorts by code points.
  private int compare(int one, int other) {
    var page = texts.page(places[one]);
    var at = BytePages.offset(places[one]);
    var from = ShortNumbers.skip(page, at);
    var otherPage = texts.page(places[other]);
    var otherAt = BytePages.offset(places[other]);
    var otherFrom = ShortNumbers.skip(otherPage, otherAt);
    return Arrays.compareUnsigned(
        page,
        from,
        from + ShortNumbers.read(page, at),
        otherPage,
        otherFrom,
        otherFrom + ShortNumbers.read(otherPage, otherAt));
  }

  private int compare(int value, byte[] text) {
    var page = texts.page(places[value]);
    var at = BytePages.offset(places[value]);
    var from = ShortNumbers.skip(page, at);
    return Arrays.compareUnsigned(
        page, from, from + ShortNumbers.read(page, at), text, 0, text.length);
  }

  private boolean equal(int value, byte[] text) {
    var page = texts.page(places[value]);
    var at = BytePages.offset(places[value]);
    return ShortNumbers.read(page, at) == text.length && startsWith(value, text);
  }

  private NumberList list(int value) {
    var list = lists.get(-2 - series[value]);
    if (list == null) {
      throw new IllegalStateException("the series of a value: none (expected: a list)");
    }
    return list;
  }

  private void enter(int value) {
    var page = texts.page(places[value]);
    var at = BytePages.offset(places[value]);
    var slot = home(hash(page, ShortNumbers.skip(page, at), ShortNumbers.read(page, at)));
    while (slots[slot] != 0) {
      slot = next(slot);
    }
    slots[slot] = value + 1;
  }

  private int home(int hash) {
    return (int) ((Integer.toUnsignedLong(hash) * slots.length) >>> 32);
  }

  private int next(int slot) {
    return slot + 1 == slots.length ? 0 : slot + 1;
  }

  private static int hash(byte[] bytes, int from, int length) {
    var hash = 1;
    for (var i = from; i < from + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    return (hash ^ hash >>> 15) * 0x9E3779B9;
  }
}
