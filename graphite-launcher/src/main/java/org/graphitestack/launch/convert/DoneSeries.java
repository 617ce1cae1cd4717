// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.convert;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.graphitestack.model.MetricPath;
import org.jspecify.annotations.Nullable;

/// A file that remembers which series are done, so that a conversion can be ended at any moment and
/// begun again: a first line that says from where to where, then a name a line; `~` before a name
/// says that the series was begun and may be there in part. A line that was cut off does not count.
/// Thread-safe.
final class DoneSeries implements AutoCloseable {

  private static final String MAGIC = "graphite convert 1";
  private static final String BEGUN = "~";

  private final Set<String> before;
  private final @Nullable Writer out;

  private DoneSeries(Set<String> before, @Nullable Writer out) {
    this.before = before;
    this.out = out;
  }

  /// @param file null to remember nothing
  /// @throws IOException if the file is of another conversion, or none at all
  static DoneSeries open(@Nullable Path file, String from, String to) throws IOException {
    if (file == null) {
      return new DoneSeries(Set.of(), null);
    }
    var header = MAGIC + "\t" + from + "\t" + to;
    var text = Files.exists(file) ? Files.readString(file) : "";
    var whole = text.substring(0, text.lastIndexOf('\n') + 1);
    var before = new HashSet<>(whole.lines().skip(1).toList());
    if (!whole.isEmpty() && !whole.startsWith(header + "\n")) {
      throw new IOException(
          file
              + ": '"
              + whole.lines().findFirst().orElse("")
              + "' (expected: '"
              + header
              + "'; give each conversion a file of its own)");
    }
    if (whole.isEmpty()) {
      whole = header + "\n";
    }
    if (!whole.equals(text)) {
      Files.writeString(file, whole);
    }
    return new DoneSeries(
        before, Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND));
  }

  /// Whether it was done when the file was opened.
  boolean contains(MetricPath path) {
    return before.contains(path.text());
  }

  /// Whether it was begun, and not done, when the file was opened.
  boolean begun(MetricPath path) {
    return before.contains(BEGUN + path.text());
  }

  void begin(MetricPath path) throws IOException {
    append(BEGUN + path.text());
  }

  void add(MetricPath path) throws IOException {
    append(path.text());
  }

  private synchronized void append(String line) throws IOException {
    if (out != null) {
      out.write(line + "\n");
      out.flush();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }
}
