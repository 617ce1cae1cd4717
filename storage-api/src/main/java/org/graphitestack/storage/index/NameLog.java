// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;

/// The names of a tree in a file, so that a start need not walk the tree, and the tags of series
/// that storage keeps under a hash are known.
///
/// ```
/// graphite-names 1 /where/the/tree/is
/// +a.b.c                 came
/// +cpu;host=web01
/// -a.b.c                 went
/// !                      all names of the tree stand above: it was walked
/// ```
///
/// A help, not the truth: a line that is damaged or missing is made good by the next walk. Changes
/// are gathered and appended by [#flush]; a file with many lines of no use is written anew by
/// [#compact].
///
/// Thread-safe.
public final class NameLog implements AutoCloseable {

  private static final String MAGIC = "graphite-names 1 ";
  private static final char CAME = '+';
  private static final char WENT = '-';
  private static final String WALKED = "!";

  /// A file is not written anew for fewer lines of no use.
  private static final int LEAST_USELESS = 100_000;

  private final Path file;
  private final String header;
  private final StringBuilder gathered = new StringBuilder();
  private boolean walked;
  private long lines;

  private NameLog(Path file, String header) {
    this.file = file;
    this.header = header;
  }

  /// Opens the log of a tree and passes on the names it holds. A file of another tree, or of
  /// another version, is begun anew.
  ///
  /// @param tree says which tree it is of, without line breaks
  /// @param came given each name as it came
  /// @param went given each name as it went
  public static NameLog open(
      Path file, String tree, Consumer<MetricPath> came, Consumer<MetricPath> went)
      throws IOException {
    var log = new NameLog(file, MAGIC + tree);
    if (log.read(came, went)) {
      log.endTornLine();
    } else {
      log.begin();
    }
    return log;
  }

  /// Whether the tree was walked since the file was begun: then the names are all there were.
  public synchronized boolean walked() {
    return walked;
  }

  /// A series came.
  public synchronized void came(MetricPath path) {
    gathered.append(CAME).append(path.text()).append('\n');
    lines++;
  }

  /// A series went.
  public synchronized void went(MetricPath path) {
    gathered.append(WENT).append(path.text()).append('\n');
    lines++;
  }

  /// The tree was walked, and every name in it has come.
  public synchronized void setWalked() {
    if (!walked) {
      walked = true;
      gathered.append(WALKED).append('\n');
    }
  }

  /// Appends what has gathered to the file.
  public synchronized void flush() throws IOException {
    if (gathered.isEmpty()) {
      return;
    }
    Files.writeString(file, gathered, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    gathered.setLength(0);
  }

  /// Passes on the names that came, as far as the file has them, those that went again too.
  public synchronized void forEachName(Consumer<MetricPath> consumer) throws IOException {
    flush();
    var _ = read(consumer, _ -> {});
  }

  /// Writes the file anew if more than half of its lines are of no use.
  ///
  /// @param names how many names there are
  /// @param kept whether a name is one of them
  /// @return whether it was written
  public synchronized boolean compact(long names, Predicate<MetricPath> kept) throws IOException {
    if (lines - names < Math.max(LEAST_USELESS, names)) {
      return false;
    }
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Set<MetricPath> written = new HashSet<>();
    try (var out = Files.newBufferedWriter(fresh)) {
      line(out, header);
      forEachName(
          path -> {
            if (kept.test(path)) {
              written.add(path);
            }
          });
      for (var path : written) {
        line(out, CAME + path.text());
      }
      if (walked) {
        line(out, WALKED);
      }
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    lines = written.size();
    return true;
  }

  @Override
  public void close() throws IOException {
    flush();
  }

  private void begin() throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, header + "\n");
    walked = false;
    lines = 0;
  }

  private void endTornLine() throws IOException {
    try (var channel = Files.newByteChannel(file)) {
      var last = ByteBuffer.allocate(1);
      if (channel.position(channel.size() - 1).read(last) == 1 && last.get(0) != '\n') {
        Files.writeString(file, "\n", StandardOpenOption.APPEND);
      }
    }
  }

  /// Returns whether the file is one of this tree.
  private boolean read(Consumer<MetricPath> came, Consumer<MetricPath> went) throws IOException {
    try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      if (!header.equals(in.readLine())) {
        return false;
      }
      readLines(in, came, went);
      return true;
    } catch (NoSuchFileException | MalformedInputException _) {
      return false;
    }
  }

  private void readLines(BufferedReader in, Consumer<MetricPath> came, Consumer<MetricPath> went)
      throws IOException {
    lines = 0;
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      lines++;
      if (line.equals(WALKED)) {
        walked = true;
      } else if (line.length() > 1) {
        try {
          var path = new MetricPath(line.substring(1));
          if (line.charAt(0) == CAME) {
            came.accept(path);
          } else if (line.charAt(0) == WENT) {
            went.accept(path);
          }
        } catch (InvalidMetricPathException _) {
          // a damaged line; the walk finds what it stood for
        }
      }
    }
  }

  private static void line(BufferedWriter out, String text) throws IOException {
    out.write(text);
    out.write('\n');
  }
}
