// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.List;
import org.graphitestack.storage.CorruptSeriesException;
import org.graphitestack.storage.file.Posix;
import org.jspecify.annotations.Nullable;

/// One series of a tree: a folder with `.ceres-node` and slices.
///
/// Reads may run together, a write runs alone: whoever shares a node keeps to that. What it
/// remembers is checked against the times of file and folder at each use.
public final class CeresNode {

  /// @param key of the file that was read; null where the file system has none
  private record Loaded(
      NodeMetadata metadata, FileTime modified, long size, @Nullable Object key) {}

  private final Path folder;
  private final int maxGap;
  private final @Nullable Posix posix;
  private final SliceList slices;
  private volatile @Nullable Loaded loaded;

  /// @param posix locks each slice that is written, if at all
  CeresNode(
      Path folder, int maxGap, SliceCaching caching, @Nullable Posix posix, InstantSource clock) {
    this.posix = posix;
    this.folder = folder;
    this.maxGap = maxGap;
    this.slices = new SliceList(folder, caching, clock);
  }

  Path folder() {
    return folder;
  }

  /// What the node was created with, and what has been changed since.
  ///
  /// @throws NoSuchFileException if there is no such node
  /// @throws CorruptSeriesException if it is not what a node needs
  public NodeMetadata metadata() throws IOException {
    var file = MetadataFile.of(folder);
    var attributes = Files.readAttributes(file, BasicFileAttributes.class);
    var known = loaded;
    if (known == null
        || !known.modified.equals(attributes.lastModifiedTime())
        || known.size != attributes.size()
        || (known.key != null && !known.key.equals(attributes.fileKey()))) {
      known =
          new Loaded(
              MetadataFile.read(folder),
              attributes.lastModifiedTime(),
              attributes.size(),
              attributes.fileKey());
      loaded = known;
    }
    return known.metadata;
  }

  /// Puts other metadata in the place of what is there.
  void replace(NodeMetadata metadata) throws IOException {
    MetadataFile.replace(folder, metadata);
    loaded = null;
  }

  /// The slices, newest first.
  public List<SliceName> slices() throws IOException {
    return slices.all();
  }

  /// Must be called when slices were made, moved or removed.
  void slicesChanged() {
    slices.forget();
  }

  /// The time of the last write as the file system has it.
  FileTime lastWrite() throws IOException {
    var created = Files.getLastModifiedTime(MetadataFile.of(folder));
    var all = slices.all();
    if (all.isEmpty()) {
      return created;
    }
    try {
      var written = Files.getLastModifiedTime(folder.resolve(all.getFirst().fileName()));
      return written.compareTo(created) > 0 ? written : created;
    } catch (NoSuchFileException _) {
      return created;
    }
  }

  /// Whether there may be something in an interval: holes inside the slices do not count.
  boolean hasDataForInterval(long from, long until) throws IOException {
    var all = slices.all();
    if (all.isEmpty()) {
      return false;
    }
    try (var newest = SliceFile.openForReading(folder, all.getFirst())) {
      return from < newest.end() && until > all.getLast().start();
    }
  }

  /// Writes points by Python's rules: each goes to the step it falls into, of several for one step
  /// the latest stays, and among equal times the last; see [SliceWriter] for where they go.
  ///
  /// @param timestamps epoch seconds, in any order
  public void write(long[] timestamps, double[] values) throws IOException {
    if (timestamps.length > 0) {
      var points = StepPoints.of(timestamps, values, metadata().timeStep());
      write(points);
    }
  }

  /// Writes points to slices of their step.
  ///
  /// @return how many slices had to be made
  int write(StepPoints points) throws IOException {
    return new SliceWriter(folder, slices, maxGap, posix).write(points);
  }

  /// The values of one slice, as they lie in its file.
  ///
  /// @throws NoSuchFileException if it is gone
  public double[] values(SliceName slice) throws IOException {
    try (var file = SliceFile.openForReading(folder, slice)) {
      return file.read(0, Math.toIntExact(file.values()));
    }
  }

  /// Reads by Python's rules: `from` and `until` are rounded down to the time step, the result is
  /// from the one to before the other.
  public NodeValues read(long from, long until) throws IOException {
    return new PythonRead(folder, metadata()).read(slices.all(), from, until);
  }

  /// Removes what lies before a time, rounded up to the slice's step. The rest is written to a file
  /// of its own, which takes its place under its new name before the old one goes: a crash leaves
  /// the old file, or both, which say the same.
  ///
  /// @return whether anything of the slice is left
  boolean deleteBefore(SliceName slice, long time) throws IOException {
    if (time <= slice.start()) {
      return true;
    }
    return new SliceCut(folder).cut(slice, time, slices);
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
