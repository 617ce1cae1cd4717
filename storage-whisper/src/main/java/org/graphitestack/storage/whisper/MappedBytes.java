// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// A mapped file. Any access can fail for reasons outside (file cut short, disk full under a hole,
/// arena closed); the failure comes as [MapFaultException] and the owner goes back to the channel.
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
    copy(segment, position, scratch.segment(), offset, length);
  }

  @Override
  public void write(long position, Scratch scratch, int offset, int length) throws IOException {
    checkWithin(position, length);
    copy(scratch.segment(), offset, segment, position, length);
  }

  @Override
  public void force() throws IOException {
    try {
      segment.force();
    } catch (IllegalStateException | InternalError e) {
      throw new MapFaultException(place, e);
    }
  }

  /// The Java machine reports a fault under a mapping as an InternalError and goes on.
  private void copy(
      MemorySegment from, long fromOffset, MemorySegment to, long toOffset, int length)
      throws MapFaultException {
    try {
      MemorySegment.copy(from, fromOffset, to, toOffset, length);
    } catch (IllegalStateException | InternalError e) {
      throw new MapFaultException(place, e);
    }
  }
}
