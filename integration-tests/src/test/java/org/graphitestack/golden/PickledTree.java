// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.golden;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what the pickles of recorded answers and of ours are made of: lists, tuples, dictionaries,
/// texts, numbers, booleans and None, protocols 2 to 5.
final class PickledTree {

  private static final Object MARK = new Object();

  private final ByteBuffer in;
  private final List<@Nullable Object> stack = new ArrayList<>();
  private final List<@Nullable Object> memo = new ArrayList<>();

  private PickledTree(byte[] pickle) {
    in = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
  }

  static @Nullable Object read(byte[] pickle) {
    return new PickledTree(pickle).run();
  }

  private @Nullable Object run() {
    while (true) {
      var opcode = in.get() & 0xff;
      switch (opcode) {
        case 0x80 -> in.get();
        case 0x95 -> in.getLong();
        case '.' -> {
          return stack.removeLast();
        }
        case '(' -> stack.add(MARK);
        case ']' -> stack.add(new ArrayList<Object>());
        case '}' -> stack.add(new LinkedHashMap<String, Object>());
        case 'e' -> appendAll(aboveMark());
        case 'a' -> append(stack.removeLast());
        case 'u' -> setItems(aboveMark());
        case 's' -> setItems(List.of(removeLast(2).toArray()));
        case 0x86 -> stack.add(removeLast(2));
        case 0x94 -> memo.add(stack.getLast());
        case 'h' -> stack.add(memo.get(in.get() & 0xff));
        case 'j' -> stack.add(memo.get(in.getInt()));
        case 0x8c -> stack.add(text(in.get() & 0xff));
        case 'X' -> stack.add(text(in.getInt()));
        case 'K' -> stack.add((long) (in.get() & 0xff));
        case 'M' -> stack.add((long) (in.getShort() & 0xffff));
        case 'J' -> stack.add((long) in.getInt());
        case 0x8a -> stack.add(whole(in.get()));
        case 'G' -> stack.add(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
        case 'N' -> stack.add(null);
        case 0x88 -> stack.add(true);
        case 0x89 -> stack.add(false);
        default ->
            throw new IllegalArgumentException(
                "opcode " + Integer.toHexString(opcode) + " at " + (in.position() - 1));
      }
    }
  }

  private void append(@Nullable Object item) {
    list().add(item);
  }

  private void appendAll(List<@Nullable Object> items) {
    list().addAll(items);
  }

  private void setItems(List<@Nullable Object> items) {
    for (var i = 0; i < items.size(); i += 2) {
      map().put((String) items.get(i), items.get(i + 1));
    }
  }

  @SuppressWarnings("unchecked")
  private List<@Nullable Object> list() {
    return (List<@Nullable Object>) stack.getLast();
  }

  @SuppressWarnings("unchecked")
  private Map<@Nullable String, @Nullable Object> map() {
    return (Map<@Nullable String, @Nullable Object>) stack.getLast();
  }

  private List<@Nullable Object> aboveMark() {
    var above = removeLast(stack.size() - stack.lastIndexOf(MARK) - 1);
    stack.removeLast();
    return above;
  }

  private List<@Nullable Object> removeLast(int count) {
    var last = stack.subList(stack.size() - count, stack.size());
    var copy = new ArrayList<>(last);
    last.clear();
    return copy;
  }

  private String text(int length) {
    var bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private long whole(int bytes) {
    var value = 0L;
    for (var i = 0; i < bytes; i++) {
      value |= (in.get() & 0xffL) << (8 * i);
    }
    var unused = Long.SIZE - 8 * bytes;
    return bytes == 0 ? 0 : value << unused >> unused;
  }
}
