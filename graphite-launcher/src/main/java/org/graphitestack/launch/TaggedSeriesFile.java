// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
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
/// the file lacks them. A file of which most lines are of no use, because their series are gone, is
/// written anew when it is read. Thread-safe.
///
/// If it cannot be written, tags are known until the process ends, and the log says so once.
final class TaggedSeriesFile implements AutoCloseable {

  private static final Logger LOG = System.getLogger(TaggedSeriesFile.class.getName());
  private static final String ENTERED = "~+";
  private static final String FORGOTTEN = "~-";

  /// A file is not written anew for fewer lines of no use.
  private static final int LEAST_USELESS = 10_000;

  private final Path file;
  private @Nullable OutputStream out;
  private boolean failed;
  private boolean read;

  private TaggedSeriesFile(Path file) {
    this.file = file;
  }

  static TaggedSeriesFile of(Path root) {
    return new TaggedSeriesFile(root.resolve(".tagged-series"));
  }

  /// What is known of the series in the tree.
  interface Names {

    /// A series with tags was named by a point or a file.
    void named(MetricPath path);

    /// A series was entered by name.
    void entered(MetricPath path);

    /// The tags of a series are forgotten.
    void forgotten(MetricPath path);

    /// Passes on all names that are known, and whether each was entered.
    void forEach(BiConsumer<MetricPath, Boolean> consumer);

    /// Whether storage has a series whose tags are not known.
    boolean lacksTags(MetricPath path);
  }

  /// Passes on what the file says, line by line, and brings the file up to what is known.
  void load(Names names) throws IOException {
    var lines = new NameSet();
    var count = readInto(names, lines);
    var known = new AtomicLong();
    begin();
    names.forEach(
        (path, entered) -> {
          known.incrementAndGet();
          if (!entered && !lines.contains(path.text())) {
            append(path);
          }
        });
    if (count - known.get() > Math.max(LEAST_USELESS, known.get())) {
      rewrite(names);
    }
  }

  /// Passes on what the file says, line by line, and leaves it as it is.
  void read(Names names) throws IOException {
    var _ = readInto(names, new NameSet());
  }

  /// @param lines takes the names that are in the file
  /// @return how many lines there are
  private long readInto(Names names, NameSet lines) throws IOException {
    var count = 0L;
    try (var in = new WholeLines(file)) {
      for (var line = in.next(); line != null; line = in.next()) {
        count++;
        try {
          pass(line, names, lines);
        } catch (InvalidMetricPathException wrong) {
          LOG.log(Level.WARNING, file + ": passed over a line that is no name: " + wrong.reason());
        }
      }
    }
    return count;
  }

  private static void pass(String line, Names names, NameSet lines) {
    if (line.startsWith(ENTERED)) {
      names.entered(MetricPath.parse(line.substring(ENTERED.length())));
    } else if (line.startsWith(FORGOTTEN)) {
      names.forgotten(MetricPath.parse(line.substring(FORGOTTEN.length())));
    } else {
      var path = MetricPath.parse(line);
      if (path.tagged()) {
        lines.add(path.text());
        names.named(path);
      }
    }
  }

  private synchronized void begin() {
    read = true;
  }

  /// Writes what is known, and which of the tags that storage has are forgotten.
  private synchronized void rewrite(Names names) {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      var forgotten = forgotten(names);
      try (var lines = Files.newBufferedWriter(fresh)) {
        names.forEach((path, entered) -> write(lines, (entered ? ENTERED : "") + path.text()));
        forgotten.forEach(path -> write(lines, FORGOTTEN + path.text()));
      }
      close();
      out = null;
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      LOG.log(Level.INFO, file + " was written anew");
    } catch (IOException | UncheckedIOException e) {
      LOG.log(Level.WARNING, file + ": cannot be written anew (" + e + ")");
    }
  }

  private Set<MetricPath> forgotten(Names names) throws IOException {
    var forgotten = new LinkedHashSet<MetricPath>();
    try (var in = new WholeLines(file)) {
      for (var line = in.next(); line != null; line = in.next()) {
        if (line.startsWith(FORGOTTEN)) {
          var path = MetricPath.parse(line.substring(FORGOTTEN.length()));
          if (names.lacksTags(path)) {
            forgotten.add(path);
          }
        }
      }
    }
    return forgotten;
  }

  private static void write(Writer lines, String line) {
    try {
      lines.write(line);
      lines.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Appends a name that was not named before; not before the file was read.
  synchronized void append(MetricPath path) {
    if (read) {
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
