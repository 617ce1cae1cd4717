// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;

/// The series that were deleted while the journal may still hold lines of theirs: what lies before
/// a position is not to come back. `deleted` in the journal's folder, a line for each, forced to
/// the disk before the series goes:
///
/// ```
/// 1048576 servers.web01.cpu
/// ```
///
/// A line of its own beside the journal, not in it: a series may come into storage again while the
/// journal is read back, because memory is full, long before the journal would say that it is
/// deleted.
///
/// Thread-safe.
public final class DeletedSeries {

  private static final String FILE = "deleted";

  private final Path file;
  private final Map<ByteBuffer, Long> positions = new ConcurrentHashMap<>();

  private DeletedSeries(Path file) {
    this.file = file;
  }

  /// Reads what a folder has, and leaves out what matters no more.
  ///
  /// @param cut where the journal begins
  /// @param end where it ends; a position behind it is of a journal that is gone
  static DeletedSeries open(Path folder, long cut, long end) throws IOException {
    var deleted = new DeletedSeries(folder.resolve(FILE));
    var lines = deleted.read(cut, end);
    if (lines != deleted.positions.size()) {
      deleted.rewrite();
    }
    return deleted;
  }

  /// Whether there are none.
  boolean isEmpty() {
    return positions.isEmpty();
  }

  /// A series is deleted: its lines before a position count no more, not even after a crash.
  synchronized void add(MetricPath path, long position) throws IOException {
    put(path, position);
    append(file, line(path.text(), position));
  }

  /// Whether a line is one of a series that was deleted after it was written.
  ///
  /// @param name as it was sent
  /// @param position of the line
  boolean covers(byte[] name, int offset, int length, long position) {
    var deleted = positions.get(ByteBuffer.wrap(name, offset, length));
    return deleted == null
        ? mayHaveOtherForms(name, offset, length)
            && coversCanonical(new String(name, offset, length, StandardCharsets.UTF_8), position)
        : position < deleted;
  }

  /// Whether [MetricPath#parse] may make another name of it.
  private static boolean mayHaveOtherForms(byte[] name, int offset, int length) {
    var last = name[offset + length - 1];
    if (name[offset] == '~' || name[offset] == '.' || last == '.' || last == '}') {
      return true;
    }
    for (var i = offset; i < offset + length; i++) {
      if (name[i] == ';' || (name[i] == '.' && name[i + 1] == '.')) {
        return true;
      }
    }
    return false;
  }

  private boolean coversCanonical(String name, long position) {
    try {
      var canonical = MetricPath.parse(name).text().getBytes(StandardCharsets.UTF_8);
      return position < positions.getOrDefault(ByteBuffer.wrap(canonical), Long.MIN_VALUE);
    } catch (InvalidMetricPathException _) {
      return false;
    }
  }

  private void put(MetricPath path, long position) {
    positions.merge(
        ByteBuffer.wrap(path.text().getBytes(StandardCharsets.UTF_8)), position, Math::max);
  }

  /// @return how many lines there were
  private int read(long cut, long end) throws IOException {
    String text;
    try {
      text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException _) {
      return 0;
    }
    var lines = 0;
    for (var line : text.lines().toList()) {
      lines++;
      var blank = line.indexOf(' ');
      try {
        var position = Long.parseLong(line, 0, Math.max(0, blank), 10);
        if (position > cut && position <= end) {
          put(new MetricPath(line.substring(blank + 1)), position);
        }
      } catch (NumberFormatException | InvalidMetricPathException _) {
        // cut off by a crash: then the series was not deleted either
      }
    }
    return lines;
  }

  private void rewrite() throws IOException {
    var fresh = file.resolveSibling(FILE + ".new");
    Files.deleteIfExists(fresh);
    var lines = new StringBuilder();
    positions.forEach(
        (name, position) ->
            lines.append(
                line(StandardCharsets.UTF_8.decode(name.duplicate()).toString(), position)));
    append(fresh, lines.toString());
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String line(String name, long position) {
    return position + " " + name + "\n";
  }

  private static void append(Path file, String text) throws IOException {
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        var _ = channel.write(bytes);
      }
      channel.force(false);
    }
  }
}
