// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.util.concurrent.atomic.LongAdder;

/// What an engine has done since it was opened. Thread-safe; figures only grow, except the number
/// of files mapped now.
public final class WhisperStatistics {

  private final LongAdder creates = new LongAdder();
  private final LongAdder updates = new LongAdder();
  private final LongAdder pointsWritten = new LongAdder();
  private final LongAdder pointsTooOld = new LongAdder();
  private final LongAdder pointsUnrepresentable = new LongAdder();
  private final LongAdder reads = new LongAdder();
  private final LongAdder corruptFiles = new LongAdder();
  private final LongAdder quarantinedReads = new LongAdder();
  private final LongAdder unaddressableNames = new LongAdder();
  private final LongAdder unreadableFolders = new LongAdder();
  private final LongAdder mappedFiles = new LongAdder();
  private final LongAdder mapHits = new LongAdder();
  private final LongAdder mapFaults = new LongAdder();
  private final LongAdder mapsReplaced = new LongAdder();
  private final LongAdder mapsEvicted = new LongAdder();

  WhisperStatistics() {}

  void created() {
    creates.increment();
  }

  void updated(WrittenPoints points) {
    updates.increment();
    pointsWritten.add(points.stored());
    pointsTooOld.add(points.tooOld());
    pointsUnrepresentable.add(points.unrepresentable());
  }

  void read() {
    reads.increment();
  }

  void foundCorrupt() {
    corruptFiles.increment();
  }

  void refusedQuarantined() {
    quarantinedReads.increment();
  }

  void passedOverName() {
    unaddressableNames.increment();
  }

  void passedOverFolder() {
    unreadableFolders.increment();
  }

  void mapped(int files) {
    mappedFiles.add(files);
  }

  void hitMap() {
    mapHits.increment();
  }

  void faultedMap() {
    mapFaults.increment();
  }

  void foundMapReplaced() {
    mapsReplaced.increment();
  }

  void evictedMaps(int files) {
    mapsEvicted.add(files);
  }

  /// Files created.
  public long creates() {
    return creates.sum();
  }

  /// Batches written.
  public long updates() {
    return updates.sum();
  }

  /// Points of those batches that were stored.
  public long pointsWritten() {
    return pointsWritten.sum();
  }

  /// Points dropped because no archive reaches back to them.
  public long pointsTooOld() {
    return pointsTooOld.sum();
  }

  /// Points dropped because their timestamp is no unsigned 32-bit number.
  public long pointsUnrepresentable() {
    return pointsUnrepresentable.sum();
  }

  /// Series read.
  public long reads() {
    return reads.sum();
  }

  /// Times that a file was found corrupt, by a read or a write.
  public long corruptFiles() {
    return corruptFiles.sum();
  }

  /// Reads refused because the file was found corrupt shortly before.
  public long quarantinedReads() {
    return quarantinedReads.sum();
  }

  /// Names in the tree, met by walks and scans, that no metric path leads to.
  public long unaddressableNames() {
    return unaddressableNames.sum();
  }

  /// Folders that walks and scans could not read.
  public long unreadableFolders() {
    return unreadableFolders.sum();
  }

  /// Mappings held now, given-up ones that are not yet unmapped included.
  public long mappedFiles() {
    return mappedFiles.sum();
  }

  /// Reads and writes that found their file mapped.
  public long mapHits() {
    return mapHits.sum();
  }

  /// Accesses to a mapping that failed and were repeated through a channel.
  public long mapFaults() {
    return mapFaults.sum();
  }

  /// Mappings given up because others had replaced or changed the file.
  public long mapsReplaced() {
    return mapsReplaced.sum();
  }

  /// Mappings given up to make room for hotter files.
  public long mapsEvicted() {
    return mapsEvicted.sum();
  }
}
