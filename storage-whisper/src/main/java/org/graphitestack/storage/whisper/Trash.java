// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What was deleted or replaced, kept for a while: `.trash/BATCH/` in the root of a tree.
///
/// A batch has a file `journal`, whose first line is the kind and the time in epoch seconds, and
/// each further line a change, written before it is made: `delete PATH`, `convert PATH`, `rename
/// PATH PATH` or `merge PATH PATH`, separated by tabs. Beside it lie the files, at the place they
/// had in the tree, with `.trashed` behind their name, so that nobody takes them for series.
///
/// Thread-safe: batches are independent, and the lines of one are appended whole.
public final class Trash {

  private static final String FOLDER = ".trash";
  private static final String JOURNAL = "journal";
  private static final String SUFFIX = ".trashed";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path root;
  private final InstantSource clock;

  private Trash(Path root, InstantSource clock) {
    this.root = root;
    this.clock = clock;
  }

  public static Trash of(Path root, InstantSource clock) {
    return new Trash(root.toAbsolutePath().normalize(), clock);
  }

  /// One change of a batch.
  ///
  /// @param kind `delete`, `convert`, `rename` or `merge`
  /// @param paths one series, or two
  public record Change(String kind, List<String> paths) {

    public Change {
      paths = List.copyOf(paths);
    }
  }

  /// Changes that were asked for together and are undone together.
  public static final class Batch {

    private final Path root;
    private final Path folder;
    private final String kind;
    private final Instant begun;

    private Batch(Path root, Path folder, String kind, Instant begun) {
      this.root = root;
      this.folder = folder;
      this.kind = kind;
      this.begun = begun;
    }

    /// Its name, for undoing it.
    public String id() {
      return String.valueOf(folder.getFileName());
    }

    public String kind() {
      return kind;
    }

    public Instant begun() {
      return begun;
    }

    /// The changes in the order they were begun; the last may not have been made.
    public List<Change> changes() throws IOException {
      var changes = new ArrayList<Change>();
      var lines = Files.readString(folder.resolve(JOURNAL), StandardCharsets.UTF_8);
      var whole = lines.substring(0, lines.lastIndexOf('\n') + 1);
      for (var line : whole.lines().skip(1).toList()) {
        var words = List.of(line.split("\t", -1));
        changes.add(new Change(words.getFirst(), words.subList(1, words.size())));
      }
      return changes;
    }

    void record(String change, String... paths) throws IOException {
      append(folder.resolve(JOURNAL), change + "\t" + String.join("\t", paths) + "\n");
    }

    /// Where a file of the tree is kept.
    Path placeOf(Path file) {
      var relative = root.relativize(file.toAbsolutePath().normalize());
      return folder.resolve(relative + SUFFIX);
    }

    /// Where a file of the tree is kept, its folder made.
    Path roomFor(Path file) throws IOException {
      var place = placeOf(file);
      var parent = place.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      return place;
    }

    /// Removes it with all it keeps.
    public void delete() throws IOException {
      try (var all = Files.walk(folder)) {
        for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
  }

  /// Begins a batch.
  public Batch begin(String kind) throws IOException {
    Files.createDirectories(root.resolve(FOLDER));
    var now = clock.instant();
    var name = STAMP.format(now) + "-" + kind;
    for (var i = 1; ; i++) {
      var folder = root.resolve(FOLDER).resolve(i == 1 ? name : name + "-" + i);
      try {
        Files.createDirectory(folder);
      } catch (FileAlreadyExistsException _) {
        continue;
      }
      append(folder.resolve(JOURNAL), kind + "\t" + now.getEpochSecond() + "\n");
      return new Batch(root, folder, kind, Instant.ofEpochSecond(now.getEpochSecond()));
    }
  }

  /// All batches, oldest first.
  public List<Batch> batches() throws IOException {
    var batches = new ArrayList<Batch>();
    try (var folders = Files.newDirectoryStream(root.resolve(FOLDER))) {
      for (var folder : folders) {
        if (Files.exists(folder.resolve(JOURNAL))) {
          batches.add(opened(folder));
        }
      }
    } catch (NoSuchFileException _) {
      return List.of();
    }
    batches.sort(Comparator.comparing(Batch::begun).thenComparing(Batch::id));
    return batches;
  }

  /// A batch by its name.
  ///
  /// @throws NoSuchFileException if there is none
  public Batch batch(String id) throws IOException {
    for (var batch : batches()) {
      if (batch.id().equals(id)) {
        return batch;
      }
    }
    throw new NoSuchFileException(root.resolve(FOLDER).resolve(id).toString());
  }

  /// Deletes batches that are older than a period; returns how many.
  public int purge(Duration keep) throws IOException {
    var purged = 0;
    for (var batch : batches()) {
      if (batch.begun().plus(keep).isBefore(clock.instant())) {
        batch.delete();
        purged++;
      }
    }
    return purged;
  }

  private Batch opened(Path folder) throws IOException {
    try (var lines = Files.newBufferedReader(folder.resolve(JOURNAL), StandardCharsets.UTF_8)) {
      var line = lines.readLine();
      var tab = line == null ? -1 : line.indexOf('\t');
      if (line == null || tab < 0) {
        throw new IOException(
            folder.resolve(JOURNAL) + ": '" + line + "' (expected: a kind, a tab, epoch seconds)");
      }
      return new Batch(
          root,
          folder,
          line.substring(0, tab),
          Instant.ofEpochSecond(Long.parseLong(line.substring(tab + 1))));
    }
  }

  private static void append(Path file, String line) throws IOException {
    Files.writeString(
        file,
        line,
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND,
        StandardOpenOption.WRITE);
  }
}
