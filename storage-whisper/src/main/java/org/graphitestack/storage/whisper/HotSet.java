// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The files that are kept mapped: those used most, never more than a fixed number. Thread-safe.
///
/// **Who comes in.** A [HeatSketch] counts uses. While there is room, a file comes in at its second
/// use of a period. When the set is full, a file comes in only by pushing out colder ones: the
/// set's coldest group goes when as many hotter files have asked as a group holds. Files used
/// equally often, as a cache that writes all series in turn uses them, push nobody out; a plain LRU
/// would unmap each file just before its next use.
///
/// **Who goes out.** Whole groups, since unmapping is dear (see [MapGroup]); members that are still
/// hot come back at their next use. The limit counts every mapping that exists, given-up ones too,
/// until its group is closed: the Java machine does not survive running out of mappings.
///
/// **When a mapping lies.** A file may be replaced, cut or changed by others. Its identity, size
/// and first bytes are checked when it is used and the last check is older than `recheck`; an
/// access that faults drops the mapping at once.
final class HotSet implements AutoCloseable {

  private static final Logger LOG = System.getLogger(HotSet.class.getName());
  private static final int LARGEST_GROUP = 256;
  private static final int LEAST_GROUPS = 8;
  private static final int HEAT_TO_COME_IN = 2;
  private static final int SAMPLES_PER_GROUP = 8;

  private final int limit;
  private final int groupSize;
  private final long recheckNanos;
  private final LongSupplier nanoTime;
  private final WhisperStatistics statistics;
  private final HeatSketch sketch;
  private final ConcurrentHashMap<String, MappedFile> files = new ConcurrentHashMap<>();

  /// Guards all below, and the groups.
  private final ReentrantLock lock = new ReentrantLock();

  private final ArrayDeque<MapGroup> groups = new ArrayDeque<>();
  private final List<MapGroup> closing = new ArrayList<>();
  private int asked;
  private boolean closed;

  /// Mappings that exist.
  private final AtomicInteger mapped = new AtomicInteger();

  /// Heat of the coldest group when that was last determined; NaN if heat faded since.
  private volatile double coldest = Double.NaN;

  HotSet(int limit, long recheckNanos, LongSupplier nanoTime, WhisperStatistics statistics) {
    this.limit = limit;
    this.groupSize = Math.clamp(limit / LEAST_GROUPS, 1, LARGEST_GROUP);
    this.recheckNanos = recheckNanos;
    this.nanoTime = nanoTime;
    this.statistics = statistics;
    this.sketch = new HeatSketch(limit);
  }

  /// Counts a use of a series, and returns its mapping if there is one that can be trusted.
  @Nullable MappedFile use(String storedName, Path file, Scratch scratch) {
    if (limit == 0) {
      return null;
    }
    if (sketch.use(storedName.hashCode())) {
      coldest = Double.NaN;
    }
    var found = files.get(storedName);
    if (found == null) {
      return null;
    }
    var now = nanoTime.getAsLong();
    if (now - found.checkedAt() >= recheckNanos) {
      if (!isCurrent(found, file, scratch)) {
        statistics.foundMapReplaced();
        drop(found);
        return null;
      }
      found.checked(now);
    }
    return found;
  }

  /// The mapping of a series, if there is one, whatever its state.
  @Nullable MappedFile peek(String storedName) {
    return files.get(storedName);
  }

  private static boolean isCurrent(MappedFile mapped, Path file, Scratch scratch) {
    try {
      return mapped.isFileOf(Files.readAttributes(file, BasicFileAttributes.class))
          && mapped.series().metadataUnchanged(scratch);
    } catch (IOException | InternalError | IllegalStateException _) {
      return false;
    }
  }

  /// Whether a series is to be mapped now. Makes room for it if needed.
  boolean wants(String storedName) {
    if (limit == 0 || files.containsKey(storedName)) {
      return false;
    }
    var heat = sketch.heat(storedName.hashCode());
    if (heat < HEAT_TO_COME_IN) {
      return false;
    }
    // While the set is full and this series is no hotter than its coldest part, most uses end here.
    if (mapped.get() >= limit && !isHotterThanColdest(heat)) {
      return false;
    }
    lock.lock();
    try {
      return !closed && (mapped.get() < limit || pushOut(heat));
    } finally {
      lock.unlock();
    }
  }

  /// Maps an open file, unless it came in meanwhile or the set is full again.
  ///
  /// @param attributes of the file, read before it was opened
  void add(
      String storedName,
      ChannelBytes opened,
      WhisperHeader header,
      BasicFileAttributes attributes,
      long readAt)
      throws IOException {
    lock.lock();
    try {
      if (closed || mapped.get() >= limit || files.containsKey(storedName)) {
        return;
      }
      if (groups.isEmpty() || groups.getLast().members().size() >= groupSize) {
        groups.add(new MapGroup());
      }
      var group = groups.getLast();
      var mode = opened.writable() ? MapMode.READ_WRITE : MapMode.READ_ONLY;
      var segment = opened.channel().map(mode, 0, opened.size(), group.arena());
      mapped.incrementAndGet();
      statistics.mapped(1);
      var series = SeriesFile.of(new MappedBytes(opened.place(), segment), header);
      var file = new MappedFile(storedName, series, opened.writable(), attributes, readAt, group);
      group.add(file);
      files.put(storedName, file);
    } finally {
      lock.unlock();
    }
  }

  /// Gives a mapping up; the next use goes through a channel.
  void drop(MappedFile file) {
    lock.lock();
    try {
      if (!files.remove(file.storedName(), file)) {
        return;
      }
      var group = file.group();
      group.lost();
      if (group != groups.peekLast() && group.alive() * 4 < group.members().size()) {
        groups.remove(group);
        close(group);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Gives the mapping of a series up, if there is one.
  void forget(String storedName) {
    var file = files.get(storedName);
    if (file != null) {
      drop(file);
    }
  }

  private boolean pushOut(int heat) {
    closeAgain();
    if (Double.isNaN(coldest)) {
      coldestGroup();
    }
    if (!isHotterThanColdest(heat) || ++asked < groupSize) {
      return false;
    }
    asked = 0;
    var candidate = coldestGroup();
    if (candidate != null && isHotterThanColdest(heat)) {
      statistics.evictedMaps(candidate.alive());
      groups.remove(candidate);
      close(candidate);
    }
    return mapped.get() < limit;
  }

  /// By a margin, or files of equal heat would push each other out in turn.
  private boolean isHotterThanColdest(int heat) {
    return !(heat <= coldest * 1.5 + 1);
  }

  /// By a sample of each group's members; remembers its heat.
  private @Nullable MapGroup coldestGroup() {
    MapGroup found = null;
    var least = Double.MAX_VALUE;
    for (var group : groups) {
      var heat = heatOf(group);
      if (heat < least) {
        least = heat;
        found = group;
      }
    }
    coldest = least;
    return found;
  }

  private double heatOf(MapGroup group) {
    var members = group.members();
    var stride = Math.max(1, members.size() / SAMPLES_PER_GROUP);
    var sum = 0;
    var sampled = 0;
    for (var i = 0; i < members.size(); i += stride) {
      var member = members.get(i);
      sampled++;
      if (files.get(member.storedName()) == member) {
        sum += sketch.heat(member.storedName().hashCode());
      }
    }
    return sampled == 0 ? 0 : (double) sum / sampled;
  }

  /// Unmaps a group's files. Accesses under way fail and are repeated through channels.
  private void close(MapGroup group) {
    for (var member : group.members()) {
      files.remove(member.storedName(), member);
    }
    closing.add(group);
    closeAgain();
  }

  /// An arena cannot be closed while one of its files is being forced to the disk: tried again.
  private void closeAgain() {
    closing.removeIf(
        group -> {
          try {
            group.arena().close();
            mapped.addAndGet(-group.members().size());
            statistics.mapped(-group.members().size());
            return true;
          } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "mappings still in use", e);
            return false;
          }
        });
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      for (var group : groups) {
        close(group);
      }
      groups.clear();
    } finally {
      lock.unlock();
    }
  }
}
