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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.jspecify.annotations.Nullable;

/// `.tagged-series` in a whisper tree: the names of series with tags, a line each, since their
/// files have only the hash of it for a name. Lines are appended and never change:
///
/// ```
/// cpu;host=web01       the series was named by a point or a file
/// ~+cpu;host=web01     it was entered by name, whether storage has it or not
/// ~-cpu;host=web01     its tags are forgotten, until it is named again
/// ```
///
/// No name begins with `~`. A line that was cut off by a crash is passed over, and its series named
/// again with its next point. Names that come before the file was read are appended afterwards, if
/// the file lacks them. Thread-safe.
///
/// If it cannot be written, tags are known until the process ends, and the log says so once.
final class TaggedSeriesFile implements AutoCloseable {

  private static final Logger LOG = System.getLogger(TaggedSeriesFile.class.getName());
  private static final String ENTERED = "~+";
  private static final String FORGOTTEN = "~-";

  private final Path file;
  private @Nullable OutputStream out;
  private boolean failed;

  /// Names that came before the file was read; null afterwards.
  private @Nullable Set<MetricPath> early = new LinkedHashSet<>();

  private TaggedSeriesFile(Path file) {
    this.file = file;
  }

  static TaggedSeriesFile of(Path root) {
    return new TaggedSeriesFile(root.resolve(".tagged-series"));
  }

  /// Passes on what the file says, line by line.
  ///
  /// @param named a series with tags
  /// @param entered a series that was entered by name
  /// @param forgotten a series whose tags are forgotten
  void load(
      Consumer<MetricPath> named, Consumer<MetricPath> entered, Consumer<MetricPath> forgotten)
      throws IOException {
    for (var line : lines()) {
      try {
        if (line.startsWith(ENTERED)) {
          entered.accept(known(line.substring(ENTERED.length())));
        } else if (line.startsWith(FORGOTTEN)) {
          forgotten.accept(known(line.substring(FORGOTTEN.length())));
        } else {
          var path = known(line);
          if (path.tagged()) {
            named.accept(path);
          }
        }
      } catch (InvalidMetricPathException wrong) {
        LOG.log(Level.WARNING, file + ": passed over a line that is no name: " + wrong.reason());
      }
    }
    begin();
  }

  private List<String> lines() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    var text = Files.readString(file, StandardCharsets.UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  private synchronized MetricPath known(String name) {
    var path = MetricPath.parse(name);
    if (early != null) {
      early.remove(path);
    }
    return path;
  }

  private synchronized void begin() {
    var lacking = early;
    early = null;
    if (lacking != null) {
      lacking.forEach(this::append);
    }
  }

  /// Appends a name that was not named before.
  synchronized void append(MetricPath path) {
    if (early != null) {
      early.add(path);
    } else {
      append(path.text());
    }
  }

  /// Appends that a series was entered by name.
  synchronized void entered(MetricPath path) {
    append(ENTERED + path.text());
  }

  /// Appends that the tags of a series are forgotten.
  synchronized void forgotten(MetricPath path) {
    append(FORGOTTEN + path.text());
  }

  private void append(String line) {
    if (failed) {
      return;
    }
    try {
      var open = out;
      if (open == null) {
        open = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        out = open;
        endCutOffLine(open);
      }
      open.write((line + "\n").getBytes(StandardCharsets.UTF_8));
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
