// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.jspecify.annotations.Nullable;

/// `.tagged-series` in a whisper tree: the names of series with tags, a line each, since their
/// files have only the hash of it for a name. Lines are appended when a series is first named, and
/// never change; a line that was cut off by a crash is passed over, and its series named again with
/// its next point. Thread-safe.
///
/// If it cannot be written, tags are known until the process ends, and the log says so once.
final class TaggedSeriesFile implements AutoCloseable {

  private static final Logger LOG = System.getLogger(TaggedSeriesFile.class.getName());

  private final Path file;
  private @Nullable OutputStream out;
  private boolean failed;
  private boolean loading;

  private TaggedSeriesFile(Path file) {
    this.file = file;
  }

  static TaggedSeriesFile of(Path root) {
    return new TaggedSeriesFile(root.resolve(".tagged-series"));
  }

  /// Passes on the names in the file; they are not appended again meanwhile.
  synchronized void load(Consumer<MetricPath> consumer) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    loading = true;
    try {
      var text = Files.readString(file, StandardCharsets.UTF_8);
      for (var line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        try {
          var path = MetricPath.parse(line);
          if (path.tagged()) {
            consumer.accept(path);
          }
        } catch (InvalidMetricPathException wrong) {
          LOG.log(Level.WARNING, file + ": passed over a line that is no name: " + wrong.reason());
        }
      }
    } finally {
      loading = false;
    }
  }

  /// Appends a name that was not named before.
  synchronized void append(MetricPath path) {
    if (failed || loading) {
      return;
    }
    try {
      var open = out;
      if (open == null) {
        open = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        out = open;
        endCutOffLine(open);
      }
      open.write((path.text() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      failed = true;
      LOG.log(
          Level.WARNING,
          file + ": cannot be written, so tags of new series are forgotten at the end (" + e + ")");
    }
  }

  private void endCutOffLine(OutputStream open) throws IOException {
    try (var channel = Files.newByteChannel(file)) {
      if (channel.size() > 0) {
        channel.position(channel.size() - 1);
        var last = ByteBuffer.allocate(1);
        if (channel.read(last) == 1 && last.get(0) != '\n') {
          open.write('\n');
        }
      }
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }
}
