// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A file in the hot set.
final class MappedFile {

  private final String storedName;
  private final SeriesFile series;
  private final boolean writable;
  private final @Nullable Object fileKey;
  private final MapGroup group;
  private volatile long checkedAt;
  private volatile long lastWrite;

  /// @param attributes of the file, read before it was opened: if it was replaced in between, the
  ///   next check sees that
  MappedFile(
      String storedName,
      SeriesFile series,
      boolean writable,
      BasicFileAttributes attributes,
      long checkedAt,
      MapGroup group) {
    this.storedName = storedName;
    this.series = series;
    this.writable = writable;
    this.fileKey = attributes.fileKey();
    this.checkedAt = checkedAt;
    this.lastWrite = attributes.lastModifiedTime().toMillis() / 1_000;
    this.group = group;
  }

  String storedName() {
    return storedName;
  }

  SeriesFile series() {
    return series;
  }

  boolean writable() {
    return writable;
  }

  MapGroup group() {
    return group;
  }

  /// When the file was last known to be the one that is mapped.
  long checkedAt() {
    return checkedAt;
  }

  void checked(long nanos) {
    checkedAt = nanos;
  }

  /// Epoch seconds; Linux is slow to bring the time of the file up to date for writes to a mapping.
  long lastWrite() {
    return lastWrite;
  }

  void written(long seconds) {
    lastWrite = Math.max(lastWrite, seconds);
  }

  boolean isFileOf(BasicFileAttributes attributes) {
    return attributes.size() == series.bytes().size()
        && Objects.equals(attributes.fileKey(), fileKey);
  }
}
