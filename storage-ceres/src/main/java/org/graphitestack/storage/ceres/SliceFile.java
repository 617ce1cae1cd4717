// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// One slice's open file. Long reads go through a mapping, short ones and all writes through the
/// channel: a mapping costs more than it saves below some pages, and none can grow with its file.
/// Used by one thread.
final class SliceFile implements AutoCloseable {

  /// From so many bytes on, a read is mapped.
  private static final int MAPPED_FROM = 64 * 1024;

  private final Path file;
  private final SliceName name;
  private final FileChannel channel;
  private long values;

  private SliceFile(Path file, SliceName name, FileChannel channel) throws IOException {
    this.file = file;
    this.name = name;
    this.channel = channel;
    this.values = SliceLayout.values(channel.size());
  }

  /// @throws java.nio.file.NoSuchFileException if it is gone
  static SliceFile openForReading(Path folder, SliceName name) throws IOException {
    return open(folder, name, StandardOpenOption.READ);
  }

  /// @throws java.nio.file.NoSuchFileException if it is gone
  static SliceFile openForWriting(Path folder, SliceName name) throws IOException {
    return open(folder, name, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /// Makes an empty one.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException if there is one of that name
  static SliceFile create(Path folder, SliceName name) throws IOException {
    return open(
        folder,
        name,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.CREATE_NEW);
  }

  private static SliceFile open(Path folder, SliceName name, StandardOpenOption... options)
      throws IOException {
    var file = folder.resolve(name.fileName());
    var channel = FileChannel.open(file, options);
    try {
      return new SliceFile(file, name, channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// How many values there were when it was opened, or last written to.
  long values() {
    return values;
  }

  /// The time after the last of them.
  long end() {
    return name.end(values);
  }

  /// Reads consecutive values.
  ///
  /// @param index of the first
  double[] read(long index, int count) throws IOException {
    var result = new double[count];
    var bytes = (long) count * SliceLayout.VALUE_SIZE;
    if (bytes < MAPPED_FROM || !readMapped(index, bytes, result)) {
      readChannel(index, result);
    }
    return result;
  }

  /// Returns false if the file was cut by others meanwhile.
  private boolean readMapped(long index, long bytes, double[] result) throws IOException {
    try (var arena = Arena.ofConfined()) {
      var segment = channel.map(MapMode.READ_ONLY, SliceLayout.position(index), bytes, arena);
      MemorySegment.copy(segment, SliceLayout.VALUE, 0, result, 0, result.length);
      return true;
    } catch (InternalError _) {
      return false;
    }
  }

  private void readChannel(long index, double[] result) throws IOException {
    var buffer = ByteBuffer.allocate(result.length * SliceLayout.VALUE_SIZE);
    var position = SliceLayout.position(index);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        break;
      }
    }
    var read = buffer.position() / SliceLayout.VALUE_SIZE;
    MemorySegment.copy(
        MemorySegment.ofBuffer(buffer.flip()), SliceLayout.VALUE, 0, result, 0, read);
    Arrays.fill(result, read, result.length, Double.NaN);
  }

  /// Writes consecutive values; between the end and the first of them, unknown ones.
  ///
  /// @param index of the first
  void write(long index, double[] source, int from, int to) throws IOException {
    var padding = (int) Math.max(0, index - values);
    var buffer = ByteBuffer.allocate((padding + to - from) * SliceLayout.VALUE_SIZE);
    for (var i = 0; i < padding; i++) {
      buffer.putDouble(Double.NaN);
    }
    for (var i = from; i < to; i++) {
      buffer.putDouble(source[i]);
    }
    buffer.flip();
    var position = SliceLayout.position(index - padding);
    while (buffer.hasRemaining()) {
      channel.write(buffer, position + buffer.position());
    }
    values = Math.max(values, index + to - from);
  }

  void force() throws IOException {
    channel.force(false);
  }

  @Override
  public String toString() {
    return file.toString();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
