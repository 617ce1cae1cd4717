// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/// Whole blocks of one segment, one behind the other: `[position, end)` of the log. Starts inside a
/// block only where the cursor stands inside one.
///
/// If reading fails because the file was damaged meanwhile, [LogReader#rewind] and read again: the
/// blocks are then checked, and those that are bad passed over.
///
/// Holds its segment's file open, also when the log has deleted it, until closed. Belongs to its
/// reader's thread.
public final class LogRange implements AutoCloseable {
  private final OpenSegment open;
  private final long position;
  private final long end;
  private final long fileOffset;
  private final long points;
  private final long firstArrival;
  private final long lastArrival;
  private boolean closed;

  LogRange(
      OpenSegment open, long position, long end, long points, long firstArrival, long lastArrival) {
    this.open = open;
    this.position = position;
    this.end = end;
    this.fileOffset = position - open.segment().basePosition();
    this.points = points;
    this.firstArrival = firstArrival;
    this.lastArrival = lastArrival;
    open.hold();
  }

  /// What a caller makes of mapped bytes.
  @FunctionalInterface
  public interface View<T> {
    T of(MemorySegment bytes) throws IOException;
  }

  public long position() {
    return position;
  }

  public long end() {
    return end;
  }

  public int length() {
    return (int) (end - position);
  }

  /// Points of its blocks, a block it starts inside of counted whole.
  public long points() {
    return points;
  }

  /// When its first point arrived, epoch milliseconds.
  public long firstArrival() {
    return firstArrival;
  }

  /// When its last point arrived, epoch milliseconds.
  public long lastArrival() {
    return lastArrival;
  }

  /// The segment's file, for those who hand regions to the kernel themselves; read only, and closed
  /// by the range, not by them.
  public FileChannel file() {
    return open.channel();
  }

  /// Where in [#file] the range starts.
  public long fileOffset() {
    return fileOffset;
  }

  /// Hands bytes to a channel, by the kernel alone where it can.
  ///
  /// @param from bytes of the range to pass over
  /// @return how many bytes the channel took; fewer than remain if it is non-blocking and full
  public long transferTo(WritableByteChannel target, long from) throws IOException {
    if (from < 0 || from > length()) {
      throw new IllegalArgumentException("from: " + from + " (expected: 0 to " + length() + ")");
    }
    long moved = open.channel().transferTo(fileOffset + from, length() - from, target);
    if (moved == 0 && from < length() && open.channel().size() <= fileOffset + from) {
      throw damaged(fileOffset + from, null);
    }
    return moved;
  }

  /// Copies bytes from an offset of the range on until the buffer is full or the range at its end.
  public int read(ByteBuffer target, int from) throws IOException {
    int limit = target.limit();
    try {
      target.limit(target.position() + Math.min(target.remaining(), length() - from));
      int copied = 0;
      while (target.hasRemaining()) {
        int read = open.channel().read(target, fileOffset + from + copied);
        if (read < 0) {
          throw damaged(fileOffset + from + copied, null);
        }
        copied += read;
      }
      return copied;
    } finally {
      target.limit(limit);
    }
  }

  /// Maps the range for the time of one call. A fault under the map, from a file that was cut or a
  /// page that can't be read, becomes an [IOException].
  public <T> T view(View<T> view) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      if (open.channel().size() < fileOffset + length()) {
        throw damaged(open.channel().size(), null);
      }
      return view.of(
          open.channel().map(FileChannel.MapMode.READ_ONLY, fileOffset, length(), arena));
    } catch (InternalError e) {
      throw damaged(fileOffset, e);
    }
  }

  /// After damage the reader checks this segment's blocks before it hands them out again.
  private IOException damaged(long offset, @Nullable InternalError cause) {
    open.distrust();
    Segment segment = open.segment();
    return new IOException(
        segment.folder().segment(segment.basePosition())
            + ": can't be read from offset "
            + offset
            + " (expected: sound to "
            + (fileOffset + length())
            + ")",
        cause);
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      open.release();
    }
  }
}
