// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.whisper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files that an argument means: a file itself, every whisper file below a folder, or what a
/// glob matches (`**` crosses folders), folders in it again with all below them.
///
/// @param files in the order of their names
/// @param several whether the argument could have meant several, however many it does mean
record FileSet(List<Path> files, boolean several) {

  private static final String SUFFIX = ".wsp";
  private static final String GLOB_CHARACTERS = "*?[{";

  FileSet {
    files = List.copyOf(files);
  }

  /// Finds the files; one that is named itself need not exist.
  ///
  /// @throws NoSuchFileException if a glob matches nothing
  static FileSet of(String argument) throws IOException {
    var path = Path.of(argument);
    if (Files.isDirectory(path)) {
      return new FileSet(below(path), true);
    }
    if (Files.exists(path) || firstGlob(argument) < 0) {
      return new FileSet(List.of(path), false);
    }
    var matched = matching(argument);
    if (matched.isEmpty()) {
      throw new NoSuchFileException(argument);
    }
    return new FileSet(matched, true);
  }

  static List<Path> below(Path folder) throws IOException {
    try (var walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return walk.filter(FileSet::isWhisper).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isWhisper(Path path) {
    var name = String.valueOf(path.getFileName());
    return name.endsWith(SUFFIX) && !name.startsWith(".") && Files.isRegularFile(path);
  }

  private static List<Path> matching(String glob) throws IOException {
    var begin = glob.lastIndexOf('/', firstGlob(glob));
    var root = begin < 0 ? Path.of("") : Path.of(glob.substring(0, Math.max(begin, 1)));
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    var matcher = root.getFileSystem().getPathMatcher("glob:" + glob);
    try (var walk = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
      return walk.filter(matcher::matches)
          .flatMap(FileSet::selfOrBelow)
          .distinct()
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Stream<Path> selfOrBelow(Path path) {
    if (!Files.isDirectory(path)) {
      return Stream.of(path);
    }
    try {
      return below(path).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int firstGlob(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (GLOB_CHARACTERS.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }
}
