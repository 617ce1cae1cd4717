// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.graphitestack.protocol.NameHash;
import org.graphitestack.protocol.ring.HashRing;

/// Remembers what a ring chose for names, for rings whose own hash takes longer than a look-up.
/// Answers are always the ring's: names are compared byte by byte, and whether a destination is
/// healthy is none of a ring's business.
///
/// ```
///   keys, starts: sets of four places           records, written round and round
///   +------------------+---------+      +------+-------+-----------+------+---
///   | hash 48 | len 16 |  start -+----> | name | count | chosen... | name | ...
///   +------------------+---------+      +------+-------+-----------+------+---
/// ```
///
/// Memory is fixed, about 5 MiB from the first name on: 65,536 places and 4 MiB of records. A start
/// counts all bytes ever written, so a record has been overwritten when more than the ring of
/// records lies between it and the end.
///
/// With far more names than places each look-up would be in vain and cost its time on top. So now
/// and then the memo counts: if less than half of a window of look-ups found something, it asks the
/// ring alone for sixteen such windows.
///
/// Belongs to one thread. Allocates nothing once it is open. Measured by `RoutingBenchmark`.
final class RingMemo {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int PLACES = 1 << 16;
  private static final int RECORD_BYTES = 1 << 22;
  private static final int WINDOW = 1 << 18;
  private static final int PAUSE = 16 * WINDOW;
  private static final int WAYS = 4;
  private static final int MAX_LENGTH = 0xffff;

  private final HashRing ring;
  private final int places;
  private final int recordBytes;
  private final int window;
  private final int longestName;

  private long[] keys = {};
  private long[] starts = {};
  private byte[] records = {};
  private long written;
  private int hand;

  private int asked;
  private int found;
  private int paused;

  /// @param places how many names, a power of two, at least four
  /// @param recordBytes for names and answers, a power of two
  /// @param window look-ups after which it is decided whether they are worth their time
  RingMemo(HashRing ring, int places, int recordBytes, int window) {
    this.ring = ring;
    this.places = places;
    this.recordBytes = recordBytes;
    this.window = window;
    this.longestName = Math.min(MAX_LENGTH, recordBytes / 8);
  }

  /// A memo of the usual size, empty.
  static RingMemo of(HashRing ring) {
    return new RingMemo(ring, PLACES, RECORD_BYTES, WINDOW);
  }

  /// The ring whose choices are remembered.
  HashRing ring() {
    return ring;
  }

  /// What [HashRing#choose(byte\[\], int, int, int\[\])] gives.
  int choose(byte[] name, int offset, int length, int[] chosen) {
    if (paused > 0) {
      paused--;
      return ring.choose(name, offset, length, chosen);
    }
    if (++asked == window) {
      judge();
    }
    if (length == 0 || length > longestName) {
      return ring.choose(name, offset, length, chosen);
    }
    if (records.length == 0) {
      open();
    }
    var hash = NameHash.OF_PROCESS.of(name, offset, length);
    var key = (hash & ~MAX_LENGTH) | length;
    var set = (int) hash & (places - 1) & -WAYS;
    for (var place = set; place < set + WAYS; place++) {
      if (keys[place] == key && isAt(starts[place], name, offset, length)) {
        found++;
        return read((int) starts[place] + length, chosen);
      }
    }
    var count = ring.choose(name, offset, length, chosen);
    var start = write(name, offset, length, chosen, count);
    var place = placeIn(set);
    keys[place] = key;
    starts[place] = start;
    return count;
  }

  private void open() {
    keys = new long[places];
    starts = new long[places];
    records = new byte[recordBytes];
  }

  private void judge() {
    paused = found < window / 2 ? PAUSE : 0;
    asked = 0;
    found = 0;
  }

  private boolean isAt(long start, byte[] name, int offset, int length) {
    var at = (int) start & (recordBytes - 1);
    return isWhole(start) && Arrays.equals(records, at, at + length, name, offset, offset + length);
  }

  private boolean isWhole(long start) {
    return written - start <= recordBytes;
  }

  /// A place that is free, or whose record is gone; else each of the set in turn.
  private int placeIn(int set) {
    for (var place = set; place < set + WAYS; place++) {
      if (keys[place] == 0 || !isWhole(starts[place])) {
        return place;
      }
    }
    return set + (hand++ & WAYS - 1);
  }

  /// @param behindName low bits of the position
  private int read(int behindName, int[] chosen) {
    var at = behindName & (recordBytes - 1);
    var count = (int) INT.get(records, at);
    for (var i = 0; i < count; i++) {
      at += Integer.BYTES;
      chosen[i] = (int) INT.get(records, at);
    }
    return count;
  }

  /// A record does not go over the end of the array: the bytes before it are left out then.
  ///
  /// @return where the record begins
  private long write(byte[] name, int offset, int length, int[] chosen, int count) {
    var size = length + Integer.BYTES * (1 + count);
    var left = recordBytes - ((int) written & (recordBytes - 1));
    var start = size > left ? written + left : written;
    var at = (int) start & (recordBytes - 1);
    System.arraycopy(name, offset, records, at, length);
    at += length;
    INT.set(records, at, count);
    for (var i = 0; i < count; i++) {
      at += Integer.BYTES;
      INT.set(records, at, chosen[i]);
    }
    written = start + size;
    return start;
  }
}
