// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;

/// A mapped file.
///
/// Any access can fail for reasons outside: an `InternalError` if the file was cut short or the
/// disk is full under a hole, an `IllegalStateException` if the arena was closed. The Java machine
/// reports the former some instructions later, so it cannot be caught here: see [SeriesAccess].
final class MappedBytes implements SeriesBytes {

  private final String place;
  private final MemorySegment segment;

  MappedBytes(String place, MemorySegment segment) {
    this.place = place;
    this.segment = segment;
  }

  @Override
  public String place() {
    return place;
  }

  @Override
  public long size() {
    return segment.byteSize();
  }

  @Override
  public void read(long position, Scratch scratch, int offset, int length) throws IOException {
    checkWithin(position, length);
    MemorySegment.copy(segment, position, scratch.segment(), offset, length);
  }

  @Override
  public void write(long position, Scratch scratch, int offset, int length) throws IOException {
    checkWithin(position, length);
    MemorySegment.copy(scratch.segment(), offset, segment, position, length);
  }

  @Override
  public void force() throws IOException {
    try {
      segment.force();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
