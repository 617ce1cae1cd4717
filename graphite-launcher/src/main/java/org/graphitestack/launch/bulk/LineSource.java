// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.bulk;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// Reads a file, or standard input, in pieces of whole plaintext lines; what is packed with gzip is
/// unpacked. With the name of a series the lines are those of `whisper-fetch` or `whisper-dump`:
/// `TIMESTAMP VALUE` between tab, comma or spaces, maybe after `SLOT:`; lines without a value are
/// left out. Not thread-safe.
final class LineSource implements AutoCloseable {

  private static final int GZIP_MAGIC = 0x1f8b;
  private static final Pattern POINT =
      Pattern.compile("\\s*(?:\\d+:\\s*)?(\\d+)[\\s,;]+([-+0-9.eEinfINF]+)\\s*");

  private final InputStream in;
  private final String series;
  private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
  private boolean ended;

  private LineSource(InputStream in, String series) {
    this.in = in;
    this.series = series;
  }

  /// @param file `-` for standard input
  /// @param series whose points these are; empty if each line names its own
  static LineSource open(String file, String series) throws IOException {
    var bytes =
        new BufferedInputStream(file.equals("-") ? System.in : Files.newInputStream(Path.of(file)));
    bytes.mark(2);
    var packed = (bytes.read() << 8 | bytes.read()) == GZIP_MAGIC;
    bytes.reset();
    return new LineSource(packed ? new GZIPInputStream(bytes) : bytes, series);
  }

  /// Passes over the beginning.
  ///
  /// @param bytes unpacked ones, which end with a line
  void skip(long bytes) throws IOException {
    in.skipNBytes(bytes);
  }

  /// A piece as it stands in the source, for counting, and as plaintext lines.
  record Piece(long sourceBytes, byte[] lines) {}

  /// The next piece; empty at the end.
  ///
  /// @param most bytes, unless a single line is longer
  Optional<Piece> next(int most) throws IOException {
    while (!ended && rest.size() < most) {
      var more = in.readNBytes(most - rest.size());
      ended = more.length == 0;
      rest.writeBytes(more);
    }
    if (rest.size() == 0) {
      return Optional.empty();
    }
    var all = rest.toByteArray();
    var cut = all.length;
    while (cut > 0 && all[cut - 1] != '\n') {
      cut--;
    }
    if (cut == 0 && !ended) {
      throw new IOException(
          "a line of more than " + most + " bytes (expected: lines of 'NAME VALUE TIMESTAMP')");
    }
    var taken = ended ? all.length : cut;
    rest.reset();
    rest.write(all, taken, all.length - taken);
    var piece = Arrays.copyOf(all, taken);
    return Optional.of(new Piece(taken, series.isEmpty() ? piece : named(piece)));
  }

  private byte[] named(byte[] points) {
    var lines = new StringBuilder();
    new String(points, StandardCharsets.UTF_8)
        .lines()
        .forEach(
            line -> {
              var point = POINT.matcher(line);
              if (point.matches() && !point.group(1).equals("0")) {
                lines.append(series).append(' ').append(point.group(2)).append(' ');
                lines.append(point.group(1)).append('\n');
              }
            });
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
