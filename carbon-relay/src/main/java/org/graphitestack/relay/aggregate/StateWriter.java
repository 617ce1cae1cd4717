// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/// Puts the parts of [StateFile] into bytes, and the bytes into a channel when told so. Writing a
/// series touches memory alone, for it happens under a shard's lock.
final class StateWriter {

  private final CRC32C checksum = new CRC32C();
  private ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

  void header(List<RuleState> rules) {
    room(StateFile.HEADER_BYTES);
    buffer.putLong(StateFile.MAGIC).putInt(StateFile.VERSION).putInt(rules.size());
    for (var state : rules) {
      text(state.rule.text().getBytes(StandardCharsets.UTF_8));
    }
  }

  void series(OutputSeries series, int rule, long untilRound) {
    room(StateFile.SERIES_BYTES);
    buffer.put(StateFile.MARK_SERIES).putInt(rule).putInt(series.compute);
    text(series.output.bytes);
    room(StateFile.SERIES_BYTES);
    buffer.putLong(untilRound).putInt(series.size());
    for (var i = 0; i < series.size(); i++) {
      window(series.window(i));
    }
  }

  private void window(Window window) {
    var values = window.values.length == 0 ? 0 : (int) window.count;
    room(StateFile.WINDOW_BYTES + Math.multiplyExact(values, Double.BYTES));
    buffer
        .putLong(window.start)
        .putLong(window.idleSince)
        .put((byte) (window.sent ? 1 : 0))
        .putLong(window.count)
        .putDouble(window.main)
        .putDouble(window.squares)
        .putInt(values);
    for (var i = 0; i < values; i++) {
      buffer.putDouble(window.values[i]);
    }
  }

  private void text(byte[] bytes) {
    room(Integer.BYTES + bytes.length);
    buffer.putInt(bytes.length).put(bytes);
  }

  /// The mark behind the last series, and the checksum of all.
  void end(WritableByteChannel out) throws IOException {
    room(1);
    buffer.put(StateFile.MARK_END);
    drain(out);
    buffer.putInt((int) checksum.getValue());
    drain(out);
  }

  /// Writes what there is.
  void drain(WritableByteChannel out) throws IOException {
    buffer.flip();
    checksum.update(buffer.duplicate());
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
    buffer.clear();
  }

  private void room(int bytes) {
    if (bytes > buffer.remaining()) {
      var needed = Math.max(buffer.capacity() * 2L, (long) buffer.position() + bytes);
      var larger = Arrays.copyOf(buffer.array(), (int) Math.min(needed, Integer.MAX_VALUE - 8));
      buffer = ByteBuffer.wrap(larger).order(ByteOrder.LITTLE_ENDIAN).position(buffer.position());
    }
  }
}
