// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.spool;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// How the folders of a spool are named.
public final class SpoolFolder {

  private SpoolFolder() {}

  /// The folder name of a destination: the name itself, with every byte that is not a letter, a
  /// digit or one of `.:_-` as `%` and two hexadecimal digits.
  public static String nameOf(String destination) {
    var name = new StringBuilder();
    for (var b : destination.getBytes(StandardCharsets.UTF_8)) {
      var c = (char) (b & 0xff);
      var plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == ':'
              || c == '_'
              || c == '-'
              || (c == '.' && !name.isEmpty());
      if (plain) {
        name.append(c);
      } else {
        name.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
      }
    }
    return name.toString();
  }

  /// The destination a folder name stands for.
  public static String destinationOf(String folderName) {
    return URLDecoder.decode(folderName.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /// The destinations that have a folder, by name.
  public static List<String> destinations(Path spool) throws IOException {
    if (!Files.isDirectory(spool)) {
      return List.of();
    }
    try (var folders = Files.list(spool)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> destinationOf(folder.getFileName().toString()))
          .sorted()
          .toList();
    }
  }

  /// The folders of a destination's logs, oldest first.
  public static List<Path> logsOf(Path spool, String destination) throws IOException {
    var folder = spool.resolve(nameOf(destination));
    return logs(folder).stream().map(number -> folder.resolve(logName(number))).toList();
  }

  static List<Long> logs(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.matches("[0-9]{10}"))
          .map(Long::valueOf)
          .sorted()
          .toList();
    }
  }

  static String logName(long number) {
    return String.format(Locale.ROOT, "%010d", number);
  }
}
