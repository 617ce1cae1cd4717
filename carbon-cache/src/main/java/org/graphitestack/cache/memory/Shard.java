// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.storage.limit.LimitBook;
import org.graphitestack.storage.limit.LimitRules;
import org.jspecify.annotations.Nullable;

/// A part of the series, with everything about them in columns by series id. All methods are called
/// under this object's lock.
///
/// Each series has two chains of points: `waiting` takes what arrives, `inFlight` is being written.
/// A failed write puts the second below the first again. Each chain has a mark, the lowest that any
/// of its points arrived with.
final class Shard {

  /// The mark of a chain without points: above every other.
  static final int NO_MARK = Integer.MAX_VALUE;

  /// What became of a point that was offered.
  enum Offer {
    ADDED,
    REPLACED,
    UNKNOWN_NAME,
    NO_ROOM,
    UNSTORABLE,
    CORRUPT
  }

  /// Of one series in all columns: eleven ints, a short, a byte, a reference.
  private static final int COLUMN_BYTES = 11 * 4 + 2 + 1 + 4;

  /// The limit of a series that nobody asked for yet.
  private static final short NOT_LOOKED_UP = -1;

  private static final long UNSIGNED = 0xffffffffL;

  private final int number;
  private final NameTable names = new NameTable();
  private final PointBlocks blocks = new PointBlocks();

  private int[] waiting = new int[32];
  private int[] waitingCount = new int[32];
  private int[] inFlight = new int[32];
  private int[] inFlightCount = new int[32];
  private int[] waitingMark = new int[32];
  private int[] inFlightMark = new int[32];
  private int[] newest = new int[32];
  private int[] oldest = new int[32];
  private int[] lastSeen = new int[32];
  private int[] notBefore = new int[32];
  private byte[] failures = new byte[32];
  private int[] firstSeen = new int[32];
  private int[] sentThisMinute = new int[32];
  private int[] sentLastMinute = new int[32];
  private short[] limits = new short[32];
  private StorageState[] states = new StorageState[32];
  private LimitBook book = LimitBook.of(LimitRules.NONE, () -> 0);

  /// @param number this shard's place among the shards, the low bits of its series' numbers
  Shard(int number) {
    this.number = number;
  }

  int usedBlocks() {
    return blocks.used();
  }

  int names() {
    return names.size();
  }

  /// Offers a point to a series that is known.
  Offer offer(
      int hash,
      byte[] name,
      int offset,
      int length,
      long timestamp,
      double value,
      Arrival arrival) {
    var id = names.find(hash, name, offset, length);
    return id == NameTable.UNKNOWN
        ? Offer.UNKNOWN_NAME
        : offer(id, (int) timestamp, value, arrival);
  }

  /// Makes a canonical name known.
  ///
  /// @return whether it was not
  boolean admit(int hash, byte[] name, int now) {
    if (names.find(hash, name, 0, name.length) != NameTable.UNKNOWN) {
      return false;
    }
    var id = names.add(hash, name, 0, name.length);
    if (id >= waiting.length) {
      grow();
    }
    waiting[id] = PointBlocks.NONE;
    waitingCount[id] = 0;
    inFlight[id] = PointBlocks.NONE;
    inFlightCount[id] = 0;
    waitingMark[id] = NO_MARK;
    inFlightMark[id] = NO_MARK;
    failures[id] = 0;
    notBefore[id] = 0;
    lastSeen[id] = now;
    firstSeen[id] = now;
    sentThisMinute[id] = 0;
    sentLastMinute[id] = 0;
    limits[id] = NOT_LOOKED_UP;
    states[id] = StorageState.UNKNOWN;
    return true;
  }

  /// Puts other limits in force; which one a series belongs to is looked up at its next point.
  void limits(LimitBook others) {
    book = others;
    Arrays.fill(limits, NOT_LOOKED_UP);
  }

  /// The limits in force.
  LimitBook book() {
    return book;
  }

  /// The number of the limit that a series belongs to; 0 if to none.
  int limit(int id) {
    var number = limits[id];
    if (number == NOT_LOOKED_UP) {
      number = (short) book.numberOf(names.name(id));
      limits[id] = number;
    }
    return number;
  }

  private Offer offer(int id, int timestamp, double value, Arrival arrival) {
    var now = arrival.now();
    lastSeen[id] = now;
    sentThisMinute[id]++;
    var state = states[id];
    if (state == StorageState.UNSTORABLE) {
      return Offer.UNSTORABLE;
    }
    if (state == StorageState.CORRUPT) {
      if (now < notBefore[id]) {
        return Offer.CORRUPT;
      }
      states[id] = StorageState.UNKNOWN;
    }
    var first = waitingCount[id] == 0;
    var ascending = first || Integer.compareUnsigned(timestamp, newest[id]) > 0;
    if (!ascending && blocks.replace(waiting[id], timestamp, value)) {
      waitingMark[id] = Math.min(waitingMark[id], arrival.mark());
      return Offer.REPLACED;
    }
    if (!arrival.room()) {
      return Offer.NO_ROOM;
    }
    waiting[id] = blocks.append(waiting[id], timestamp, value);
    waitingCount[id]++;
    waitingMark[id] = Math.min(waitingMark[id], arrival.mark());
    if (ascending) {
      newest[id] = timestamp;
    }
    if (first || Integer.compareUnsigned(timestamp, oldest[id]) < 0) {
      oldest[id] = timestamp;
    }
    return Offer.ADDED;
  }

  /// Adds the series that may be written now.
  ///
  /// @param withAbsent also those that have to be created first
  /// @param now leaves out series that are left alone until later
  void addTo(SeriesToWrite look, int shardBits, boolean withAbsent, int now) {
    for (var id = 0; id < names.idLimit(); id++) {
      if (waitingCount[id] == 0 || inFlightCount[id] > 0 || notBefore[id] > now) {
        continue;
      }
      var absent = states[id] == StorageState.ABSENT;
      if (absent) {
        look.countAbsent();
      }
      if (absent && !withAbsent) {
        continue;
      }
      var series = id << shardBits | number;
      if (states[id] == StorageState.PRESENT) {
        look.add(series, waitingCount[id], oldest[id]);
      } else {
        look.addUnwritten(series, waitingCount[id], oldest[id], top(id), group(id));
      }
    }
  }

  /// A number that series share which belong to the same limit or, belonging to none, whose names
  /// begin with the same node; not 0.
  int top(int id) {
    var limit = limit(id);
    return limit == 0 ? names.prefixNumber(id, 1) : -limit;
  }

  /// A number that series share whose names begin with the same two nodes; not 0.
  int group(int id) {
    return names.prefixNumber(id, 2);
  }

  /// Bytes that names take, with all that is kept of their series but points.
  long nameBytes() {
    return names.bytes() + (long) waiting.length * COLUMN_BYTES;
  }

  /// Ends a minute of counting who sends.
  void turnMinute() {
    var last = sentLastMinute;
    sentLastMinute = sentThisMinute;
    sentThisMinute = last;
    Arrays.fill(sentThisMinute, 0);
  }

  /// Adds who sent in the last whole minute, and whose series came since a time.
  void countSenders(SenderCounts counts, int newSince) {
    for (var id = 0; id < names.idLimit(); id++) {
      // the id of a name that was forgotten
      if (lastSeen[id] == Integer.MAX_VALUE) {
        continue;
      }
      var named = id;
      counts.add(
          names.prefixNumber(id, 2),
          sentLastMinute[id],
          firstSeen[id] >= newSince,
          () -> names.name(named));
    }
  }

  StorageState state(int id) {
    return waitingCount[id] + inFlightCount[id] == 0 ? StorageState.UNKNOWN : states[id];
  }

  void state(int id, StorageState state) {
    states[id] = state;
  }

  /// Moves what waits into flight.
  ///
  /// @return null if nothing waits, or the series is in flight already
  @Nullable TakenPoints take(int id, int series) {
    var count = waitingCount[id];
    if (count == 0 || inFlightCount[id] > 0) {
      return null;
    }
    inFlight[id] = waiting[id];
    inFlightCount[id] = count;
    inFlightMark[id] = waitingMark[id];
    waiting[id] = PointBlocks.NONE;
    waitingCount[id] = 0;
    waitingMark[id] = NO_MARK;
    return new TakenPoints(series, new MetricPath(names.name(id)), copy(id), count);
  }

  /// Ends a flight: the points are stored, or given up.
  void land(int id) {
    blocks.free(inFlight[id]);
    inFlight[id] = PointBlocks.NONE;
    inFlightCount[id] = 0;
    inFlightMark[id] = NO_MARK;
    failures[id] = 0;
  }

  /// Ends a flight that led nowhere: its points wait again.
  void restore(int id, PointBatch points) {
    var first = points.timestamp(0);
    var last = points.timestamp(points.size() - 1);
    if (waitingCount[id] > 0) {
      first = Math.min(first, oldest[id] & UNSIGNED);
      last = Math.max(last, newest[id] & UNSIGNED);
    }
    oldest[id] = (int) first;
    newest[id] = (int) last;
    waiting[id] = blocks.join(waiting[id], inFlight[id]);
    waitingCount[id] += inFlightCount[id];
    waitingMark[id] = Math.min(waitingMark[id], inFlightMark[id]);
    inFlight[id] = PointBlocks.NONE;
    inFlightCount[id] = 0;
    inFlightMark[id] = NO_MARK;
  }

  /// Counts a failure and leaves the series alone for a while.
  void leaveAlone(int id, int now, BackOff backOff) {
    failures[id] = (byte) Math.min(Byte.MAX_VALUE, failures[id] + 1);
    notBefore[id] = now + backOff.seconds(failures[id]);
  }

  /// Drops what waits and refuses what comes.
  ///
  /// @return points dropped
  int giveUp(int id, StorageState state, int until) {
    states[id] = state;
    notBefore[id] = until;
    var dropped = waitingCount[id];
    blocks.free(waiting[id]);
    waiting[id] = PointBlocks.NONE;
    waitingCount[id] = 0;
    waitingMark[id] = NO_MARK;
    return dropped;
  }

  /// The lowest mark of all series; [#NO_MARK] if no series has points.
  int lowestMark() {
    var lowest = NO_MARK;
    for (var id = 0; id < names.idLimit(); id++) {
      lowest = Math.min(lowest, Math.min(waitingMark[id], inFlightMark[id]));
    }
    return lowest;
  }

  /// Copies all points of series whose mark is not above a limit, until the batch is large.
  ///
  /// @param from the series to begin with
  /// @param copied told of each series copied
  /// @return the series to go on with; [NameTable#UNKNOWN] if there are no more
  int copyMarked(int from, int limit, ReceivedPoints into, int manyPoints, IntConsumer copied) {
    for (var id = from; id < names.idLimit(); id++) {
      if (Math.min(waitingMark[id], inFlightMark[id]) > limit) {
        continue;
      }
      if (into.size() >= manyPoints) {
        return id;
      }
      copyAll(id, into);
      copied.accept(id);
    }
    return NameTable.UNKNOWN;
  }

  /// Adds all points of a series to a batch.
  void copyAll(int id, ReceivedPoints into) {
    var name = names.name(id).getBytes(StandardCharsets.UTF_8);
    var points = copy(id);
    for (var i = 0; i < points.size(); i++) {
      into.add(name, 0, name.length, points.timestamp(i), points.value(i));
    }
  }

  /// Raises the marks of a series that are below another.
  void raiseMark(int id, int mark) {
    if (waitingMark[id] < mark) {
      waitingMark[id] = mark;
    }
    if (inFlightMark[id] < mark) {
      inFlightMark[id] = mark;
    }
  }

  /// Points of a series, waiting and in flight; empty if the name is unknown or has none.
  PointBatch points(int hash, byte[] name) {
    var id = names.find(hash, name, 0, name.length);
    return id == NameTable.UNKNOWN ? PointBatch.EMPTY : copy(id);
  }

  /// The id of a name; [NameTable#UNKNOWN] if it is not known.
  int find(int hash, byte[] name) {
    return find(hash, name, 0, name.length);
  }

  /// The id of a name; [NameTable#UNKNOWN] if it is not known.
  int find(int hash, byte[] name, int offset, int length) {
    return names.find(hash, name, offset, length);
  }

  boolean holds(int hash, byte[] name) {
    var id = names.find(hash, name, 0, name.length);
    return id != NameTable.UNKNOWN && waitingCount[id] + inFlightCount[id] > 0;
  }

  /// Forgets series without points that nobody has sent since some time, and spare memory.
  ///
  /// @return names forgotten
  int forget(int seenBefore) {
    blocks.trim();
    var before = names.size();
    for (var id = 0; id < names.idLimit(); id++) {
      if (idle(id, seenBefore)) {
        names.retain(kept -> !forgotten(kept, seenBefore));
        break;
      }
    }
    return before - names.size();
  }

  /// Whether an id is free from now on; a free id is not found idle again.
  private boolean forgotten(int id, int seenBefore) {
    var idle = idle(id, seenBefore);
    if (idle) {
      lastSeen[id] = Integer.MAX_VALUE;
    }
    return idle;
  }

  private boolean idle(int id, int seenBefore) {
    return waitingCount[id] == 0 && inFlightCount[id] == 0 && lastSeen[id] < seenBefore;
  }

  private PointBatch copy(int id) {
    var size = inFlightCount[id] + waitingCount[id];
    if (size == 0) {
      return PointBatch.EMPTY;
    }
    var timestamps = new long[size];
    var values = new double[size];
    var end = blocks.copyBackwards(waiting[id], timestamps, values, size);
    blocks.copyBackwards(inFlight[id], timestamps, values, end);
    return ascending(timestamps, values);
  }

  /// Sorts by timestamp; of equal ones the last that came stays.
  private static PointBatch ascending(long[] timestamps, double[] values) {
    var sorted = true;
    for (var i = 1; i < timestamps.length && sorted; i++) {
      sorted = timestamps[i - 1] < timestamps[i];
    }
    if (sorted) {
      return PointBatch.wrap(timestamps, values, timestamps.length);
    }
    var keys = new long[timestamps.length];
    for (var i = 0; i < keys.length; i++) {
      keys[i] = timestamps[i] << 31 | i;
    }
    Arrays.sort(keys);
    var sortedTimestamps = new long[keys.length];
    var sortedValues = new double[keys.length];
    var size = 0;
    for (var key : keys) {
      var timestamp = key >>> 31;
      if (size > 0 && sortedTimestamps[size - 1] == timestamp) {
        size--;
      }
      sortedTimestamps[size] = timestamp;
      sortedValues[size] = values[(int) (key & Integer.MAX_VALUE)];
      size++;
    }
    return PointBatch.wrap(sortedTimestamps, sortedValues, size);
  }

  private void grow() {
    var larger = waiting.length * 2;
    waiting = Arrays.copyOf(waiting, larger);
    waitingCount = Arrays.copyOf(waitingCount, larger);
    inFlight = Arrays.copyOf(inFlight, larger);
    inFlightCount = Arrays.copyOf(inFlightCount, larger);
    waitingMark = Arrays.copyOf(waitingMark, larger);
    inFlightMark = Arrays.copyOf(inFlightMark, larger);
    newest = Arrays.copyOf(newest, larger);
    oldest = Arrays.copyOf(oldest, larger);
    lastSeen = Arrays.copyOf(lastSeen, larger);
    notBefore = Arrays.copyOf(notBefore, larger);
    failures = Arrays.copyOf(failures, larger);
    firstSeen = Arrays.copyOf(firstSeen, larger);
    sentThisMinute = Arrays.copyOf(sentThisMinute, larger);
    sentLastMinute = Arrays.copyOf(sentLastMinute, larger);
    limits = Arrays.copyOf(limits, larger);
    states = Arrays.copyOf(states, larger);
  }
}
