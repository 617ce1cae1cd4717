// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.golden;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// Reads MessagePack: lists, maps, texts, numbers, booleans and nil.
final class PackedTree {

  private PackedTree() {}

  static @Nullable Object read(byte[] packed) {
    return read(ByteBuffer.wrap(packed));
  }

  private static @Nullable Object read(ByteBuffer in) {
    var type = in.get() & 0xff;
    if (type < 0x80 || type >= 0xe0) {
      return (long) (byte) type;
    } else if (type < 0x90) {
      return map(in, type & 0xf);
    } else if (type < 0xa0) {
      return list(in, type & 0xf);
    } else if (type < 0xc0) {
      return text(in, type & 0x1f);
    }
    return switch (type) {
      case 0xc0 -> null;
      case 0xc2 -> false;
      case 0xc3 -> true;
      case 0xcb -> in.getDouble();
      case 0xcc -> (long) (in.get() & 0xff);
      case 0xcd -> (long) (in.getShort() & 0xffff);
      case 0xce -> in.getInt() & 0xffff_ffffL;
      case 0xcf, 0xd3 -> in.getLong();
      case 0xd0 -> (long) in.get();
      case 0xd1 -> (long) in.getShort();
      case 0xd2 -> (long) in.getInt();
      case 0xd9 -> text(in, in.get() & 0xff);
      case 0xda -> text(in, in.getShort() & 0xffff);
      case 0xdb -> text(in, in.getInt());
      case 0xdc -> list(in, in.getShort() & 0xffff);
      case 0xdd -> list(in, in.getInt());
      case 0xde -> map(in, in.getShort() & 0xffff);
      case 0xdf -> map(in, in.getInt());
      default -> throw new IllegalArgumentException("type " + Integer.toHexString(type));
    };
  }

  private static Object list(ByteBuffer in, int size) {
    var list = new ArrayList<@Nullable Object>();
    for (var i = 0; i < size; i++) {
      list.add(read(in));
    }
    return list;
  }

  private static Object map(ByteBuffer in, int size) {
    var map = new LinkedHashMap<@Nullable Object, @Nullable Object>();
    for (var i = 0; i < size; i++) {
      map.put(read(in), read(in));
    }
    return map;
  }

  private static String text(ByteBuffer in, int length) {
    var bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
