// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The files of one log: their names, and what is done to the folder as a whole.
final class LogFolder {
  private static final String SEGMENT = ".segment";
  private static final String INDEX = ".index";
  private static final String CURSOR = ".cursor";
  private static final String QUARANTINE = "quarantine";
  private static final Pattern BASE = Pattern.compile("\\d{19}");
  private static final Pattern READER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");

  private final Path folder;
  private final long quarantineBytes;

  /// Names the files of a log in this folder.
  ///
  /// @param quarantineBytes how much is set aside before further damage is only counted
  LogFolder(Path folder, long quarantineBytes) {
    this.folder = folder;
    this.quarantineBytes = quarantineBytes;
  }

  Path path() {
    return folder;
  }

  Path segment(long base) {
    return folder.resolve(name(base) + SEGMENT);
  }

  Path index(long base) {
    return folder.resolve(name(base) + INDEX);
  }

  Path cursor(String reader) {
    if (!READER.matcher(reader).matches()) {
      throw new IllegalArgumentException(
          "reader: \"" + reader + "\" (expected: 1 to 100 letters, digits, _ . -)");
    }
    return folder.resolve(reader + CURSOR);
  }

  /// Where segments start of which a data file, an index file or both exist.
  NavigableSet<Long> bases() throws IOException {
    NavigableSet<Long> bases = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = fileName(file);
        String stem = stem(name);
        if ((name.endsWith(SEGMENT) || name.endsWith(INDEX)) && BASE.matcher(stem).matches()) {
          bases.add(Long.parseLong(stem));
        }
      }
    }
    return bases;
  }

  /// The cursor files, by reader.
  Map<String, Path> cursors() throws IOException {
    Map<String, Path> cursors = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + CURSOR)) {
      for (Path file : files) {
        String reader = stem(fileName(file));
        if (READER.matcher(reader).matches()) {
          cursors.put(reader, file);
        }
      }
    }
    return cursors;
  }

  /// Removes a segment; the data first, so that what is left after a crash in between holds no
  /// records.
  void delete(long base) throws IOException {
    Files.deleteIfExists(segment(base));
    Files.deleteIfExists(index(base));
  }

  /// Forces the folder's entries, so that files made or renamed are found after a power loss.
  void force() throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Sets damaged bytes aside for a person to look at, unless much has been set aside already.
  ///
  /// @return where they went, or why they did not
  String quarantine(long base, long from, long to) {
    try {
      return copyAside(base, from, to);
    } catch (IOException e) {
      return "nowhere, " + e.getMessage();
    }
  }

  private String copyAside(long base, long from, long to) throws IOException {
    Path room = folder.resolve(QUARANTINE);
    Files.createDirectories(room);
    long held = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(room)) {
      for (Path file : files) {
        held += Files.size(file);
      }
    }
    if (held + to - from > quarantineBytes) {
      return "nowhere, " + room + " holds " + held + " bytes";
    }
    Path file = room.resolve(name(base) + "-" + from + ".bytes");
    try (FileChannel source = FileChannel.open(segment(base), StandardOpenOption.READ);
        FileChannel target =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
      long at = from;
      while (at < to) {
        long moved = source.transferTo(at, to - at, target);
        if (moved <= 0) {
          break;
        }
        at += moved;
      }
    }
    return file.toString();
  }

  private static String name(long base) {
    return String.format(Locale.ROOT, "%019d", base);
  }

  private static String fileName(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }

  private static String stem(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }
}
