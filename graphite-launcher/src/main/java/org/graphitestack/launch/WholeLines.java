// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The lines of a file that end with a line feed: what stands behind the last was cut off by a
/// crash. A file that is not there has none. Bytes that are no UTF-8 stand as U+FFFD.
final class WholeLines implements AutoCloseable {

  private static final int BUFFER_CHARS = 1 << 16;

  private final Reader in;
  private final char[] buffer = new char[BUFFER_CHARS];
  private int at;
  private int end;

  WholeLines(Path file) throws IOException {
    this.in =
        Files.exists(file)
            ? new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)
            : Reader.nullReader();
  }

  /// The next line without its line feed; null behind the last.
  @Nullable String next() throws IOException {
    var begun = new StringBuilder();
    while (true) {
      for (var i = at; i < end; i++) {
        if (buffer[i] == '\n') {
          var rest = new String(buffer, at, i - at);
          at = i + 1;
          return begun.isEmpty() ? rest : begun.append(rest).toString();
        }
      }
      begun.append(buffer, at, end - at);
      at = 0;
      end = in.read(buffer);
      if (end < 0) {
        end = 0;
        return null;
      }
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
