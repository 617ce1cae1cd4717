// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.tag;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.graphitestack.storage.HeapSize;
import org.graphitestack.storage.PathOrder;
import org.graphitestack.storage.StorageNodes;
import org.jspecify.annotations.Nullable;

/// Series with tags under numbers that count from 0. No name is kept: a series is a record of small
/// numbers from which its name is made again, and values are kept once.
///
/// | bytes of a record | content |
/// |---|---|
/// | 1 to 5 | number of the shape, which says which tags the series has and in what order |
/// | 1 to 5 for each tag | number of the value among those of the tag |
///
/// A table finds a series by the first four bytes of the SHA-256 of its name, under which storage
/// has it; so it is found by that hash too, and the table is in the order of the hashes.
///
/// Changed by one thread at a time, under a lock that all who read share.
final class TaggedSeries {

  /// Groups of the table: by the first three hexadecimal digits of the hash.
  static final int GROUPS = 1 << 12;

  private static final int GROUP_SHIFT = 20;

  private final BytePages bytes = new BytePages();
  private final NavigableMap<String, TagValues> tags = new TreeMap<>(PathOrder.PATHS);
  private final Map<List<String>, TagShape> shapes = new HashMap<>();
  private final List<TagShape> shapesByNumber = new ArrayList<>();

  /// By number: where the record lies.
  private int[] records = new int[64];

  /// By number: the first four bytes of the hash.
  private int[] hashes = new int[64];

  /// A number + 1; 0 where there is none.
  private int[] slots = new int[128];

  private int numbers;
  private int size;

  /// A name in its parts.
  private record Parts(List<String> tags, List<byte[]> values) {}

  /// How many numbers were given.
  int numbers() {
    return numbers;
  }

  /// How many series there are.
  int size() {
    return size;
  }

  /// Bytes on the heap, but for the few shapes.
  long heapBytes() {
    return bytes.heapBytes()
        + HeapSize.ofInts(records.length)
        + HeapSize.ofInts(hashes.length)
        + HeapSize.ofInts(slots.length)
        + tags.values().stream().mapToLong(TagValues::heapBytes).sum();
  }

  /// Every tag there ever was, with its values.
  NavigableMap<String, TagValues> tags() {
    return tags;
  }

  /// The values of a tag; of one that no series ever had none.
  TagValues valuesOf(String tag) {
    var values = tags.get(tag);
    return values == null ? new TagValues(tag, bytes) : values;
  }

  /// The number of a series, or -1.
  int numberOf(String name) {
    var parts = split(name);
    var record = parts == null ? null : record(parts);
    return record == null ? -1 : numberOf(firstBytes(StorageNodes.hash(name)), record);
  }

  /// The number of the series whose name has a hash, or -1.
  int numberOf(byte[] hash) {
    var first = firstBytes(hash);
    for (var slot = home(first); slots[slot] != 0; slot = next(slot)) {
      var number = slots[slot] - 1;
      if (hashes[number] == first && Arrays.equals(StorageNodes.hash(name(number)), hash)) {
        return number;
      }
    }
    return -1;
  }

  /// The number of a series, which gets one if it has none.
  ///
  /// @throws IllegalArgumentException if a part of the name is no tag
  int intern(String name) {
    var parts = split(name);
    if (parts == null) {
      throw new IllegalArgumentException("name: " + name + " (expected: a tag after each ;)");
    }
    var hash = firstBytes(StorageNodes.hash(name));
    var record = record(parts);
    var known = record == null ? -1 : numberOf(hash, record);
    return known < 0 ? add(parts, hash) : known;
  }

  private int add(Parts parts, int hash) {
    var shape = shapes.computeIfAbsent(parts.tags(), this::newShape);
    var record = new byte[ShortNumbers.MAX_BYTES * (1 + parts.values().size())];
    var at = ShortNumbers.write(record, 0, shape.number());
    for (var i = 0; i < parts.values().size(); i++) {
      var tag = shape.tags().get(i);
      var value = tag.intern(parts.values().get(i));
      tag.add(value, numbers);
      at = ShortNumbers.write(record, at, value);
    }
    if (numbers == records.length) {
      var larger = numbers + (numbers >> 2);
      records = Arrays.copyOf(records, larger);
      hashes = Arrays.copyOf(hashes, larger);
    }
    records[numbers] = bytes.append(record, at);
    hashes[numbers] = hash;
    size++;
    if (size > slots.length / 10 * 7) {
      grow();
    }
    enter(slots, numbers);
    return numbers++;
  }

  /// Forgets a series. Its number still stands in the lists of its values.
  void forget(int number) {
    var shape = shape(number);
    var page = bytes.page(records[number]);
    var at = ShortNumbers.skip(page, BytePages.offset(records[number]));
    for (var tag : shape.tags()) {
      tag.forgetOne(ShortNumbers.read(page, at));
      at = ShortNumbers.skip(page, at);
    }
    var slot = home(hashes[number]);
    while (slots[slot] != number + 1) {
      slot = next(slot);
    }
    close(slot);
    size--;
  }

  String name(int number) {
    var page = bytes.page(records[number]);
    var at = ShortNumbers.skip(page, BytePages.offset(records[number]));
    var name = new StringBuilder();
    for (var tag : shape(number).tags()) {
      var value = tag.text(ShortNumbers.read(page, at));
      if (name.isEmpty()) {
        name.append(value);
      } else {
        name.append(';').append(tag.tag()).append('=').append(value);
      }
      at = ShortNumbers.skip(page, at);
    }
    return name.toString();
  }

  TagShape shape(int number) {
    return shapesByNumber.get(
        ShortNumbers.read(bytes.page(records[number]), BytePages.offset(records[number])));
  }

  /// The value a series has for a tag, or -1.
  int valueOf(int number, TagValues tag) {
    var index = shape(number).indexOf(tag);
    if (index < 0) {
      return -1;
    }
    var page = bytes.page(records[number]);
    var at = BytePages.offset(records[number]);
    for (var i = 0; i <= index; i++) {
      at = ShortNumbers.skip(page, at);
    }
    return ShortNumbers.read(page, at);
  }

  /// Passes on the series whose hashes begin with the same three hexadecimal digits.
  void forEachOf(int group, IntConsumer consumer) {
    var slot = home(group << GROUP_SHIFT);
    var last = home(group << GROUP_SHIFT | (1 << GROUP_SHIFT) - 1);
    var left = last - slot + 1;
    while (left-- > 0 || slots[slot] != 0) {
      var number = slots[slot] - 1;
      if (number >= 0 && hashes[number] >>> GROUP_SHIFT == group) {
        consumer.accept(number);
      }
      slot = next(slot);
    }
  }

  /// The first four bytes of the hash of a series' name.
  int hash(int number) {
    return hashes[number];
  }

  private TagShape newShape(List<String> names) {
    var shape =
        new TagShape(
            shapes.size(),
            names.stream()
                .map(tag -> tags.computeIfAbsent(tag, _ -> new TagValues(tag, bytes)))
                .toList());
    shapesByNumber.add(shape);
    return shape;
  }

  /// The record of a name; null if no series has one of its values.
  private byte @Nullable [] record(Parts parts) {
    var shape = shapes.get(parts.tags());
    if (shape == null) {
      return null;
    }
    var record = new byte[ShortNumbers.MAX_BYTES * (1 + parts.values().size())];
    var at = ShortNumbers.write(record, 0, shape.number());
    for (var i = 0; i < parts.values().size(); i++) {
      var value = shape.tags().get(i).find(parts.values().get(i));
      if (value < 0) {
        return null;
      }
      at = ShortNumbers.write(record, at, value);
    }
    return Arrays.copyOf(record, at);
  }

  private int numberOf(int hash, byte[] record) {
    for (var slot = home(hash); slots[slot] != 0; slot = next(slot)) {
      var number = slots[slot] - 1;
      if (hashes[number] == hash && holds(records[number], record)) {
        return number;
      }
    }
    return -1;
  }

  private boolean holds(int place, byte[] record) {
    var page = bytes.page(place);
    var from = BytePages.offset(place);
    return from + record.length <= page.length
        && Arrays.equals(page, from, from + record.length, record, 0, record.length);
  }

  private void grow() {
    var former = slots;
    slots = new int[former.length + (former.length >> 1)];
    for (var entry : former) {
      if (entry != 0) {
        enter(slots, entry - 1);
      }
    }
  }

  private void enter(int[] table, int number) {
    var slot = home(hashes[number]);
    while (table[slot] != 0) {
      slot = next(slot);
    }
    table[slot] = number + 1;
  }

  /// Frees a slot: those behind it that stand there only because it was taken move up.
  private void close(int slot) {
    var free = slot;
    for (var at = next(slot); slots[at] != 0; at = next(at)) {
      var home = home(hashes[slots[at] - 1]);
      var between = free <= at ? free < home && home <= at : free < home || home <= at;
      if (!between) {
        slots[free] = slots[at];
        free = at;
      }
    }
    slots[free] = 0;
  }

  private int home(int hash) {
    return (int) ((Integer.toUnsignedLong(hash) * slots.length) >>> 32);
  }

  private int next(int slot) {
    return slot + 1 == slots.length ? 0 : slot + 1;
  }

  private static int firstBytes(byte[] hash) {
    return ByteBuffer.wrap(hash).getInt();
  }

  /// The parts of a name; null if it is none with tags.
  private static @Nullable Parts split(String name) {
    var names = new ArrayList<String>();
    var values = new ArrayList<byte[]>();
    var from = 0;
    while (from <= name.length()) {
      var end = name.indexOf(';', from);
      if (end < 0) {
        end = name.length();
      }
      if (from == 0) {
        names.add(TagQuery.NAME);
        values.add(name.substring(0, end).getBytes(StandardCharsets.UTF_8));
      } else {
        var equals = name.indexOf('=', from);
        if (equals < 0 || equals > end) {
          return null;
        }
        names.add(name.substring(from, equals));
        values.add(name.substring(equals + 1, end).getBytes(StandardCharsets.UTF_8));
      }
      from = end + 1;
    }
    return new Parts(names, values);
  }
}
