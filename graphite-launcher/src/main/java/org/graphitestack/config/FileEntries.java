// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What a file of rules holds, to tell afterwards what became of it: its sections with their lines
/// or, of a file without sections, its lines. Comments don't count.
///
/// @param sections by name; the lines of a file without sections, and those before the first, stand
///   under the empty name
record FileEntries(boolean there, Map<String, Set<String>> sections) {

  /// So much of a change is told in single sentences.
  private static final int MOST_TOLD = 20;

  /// Rules are written by people.
  private static final long MAX_BYTES = 4 << 20;

  private static final FileEntries NOT_THERE = new FileEntries(false, Map.of());

  /// The entries of a file; none if it cannot be read, which its reader tells.
  static FileEntries of(Path file) {
    try {
      if (Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES) {
        return parse(Files.readString(file));
      }
    } catch (IOException _) {
      // said by whoever reads it
    }
    return NOT_THERE;
  }

  static FileEntries parse(String text) {
    var sections = new LinkedHashMap<String, Set<String>>();
    var section = "";
    for (var raw : text.lines().toList()) {
      var line = raw.strip();
      if (line.startsWith("[") && line.endsWith("]")) {
        section = line;
        sections.putIfAbsent(section, new LinkedHashSet<>());
      } else if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith(";")) {
        sections.computeIfAbsent(section, _ -> new LinkedHashSet<>()).add(line);
      }
    }
    return new FileEntries(true, sections);
  }

  /// Says in a log what has become of a file.
  void tellChangesTo(FileEntries now, Path file, Logger log) {
    changesTo(now).forEach(change -> log.log(Level.INFO, file.getFileName() + ": " + change));
  }

  /// What has changed, a sentence each.
  List<String> changesTo(FileEntries now) {
    if (!there && now.there) {
      return List.of("is there now, with " + now.size());
    }
    if (there && !now.there) {
      return List.of("is gone");
    }
    var changes = new ArrayList<String>();
    for (var section : new TreeMap<>(sections).keySet()) {
      if (!now.sections.containsKey(section) && !section.isEmpty()) {
        changes.add(section + " removed");
      }
    }
    for (var entry : now.sections.entrySet()) {
      var before = sections.get(entry.getKey());
      if (before == null && !entry.getKey().isEmpty()) {
        changes.add(entry.getKey() + " added: " + String.join(", ", entry.getValue()));
      }
    }
    for (var section : new TreeMap<>(sections).keySet()) {
      if (now.sections.containsKey(section) || section.isEmpty()) {
        lines(section, now, changes);
      }
    }
    if (!sections.containsKey("")) {
      lines("", now, changes);
    }
    if (changes.size() > MOST_TOLD) {
      var more = changes.size() - MOST_TOLD;
      changes.subList(MOST_TOLD, changes.size()).clear();
      changes.add("and " + more + " changes more");
    }
    return changes;
  }

  private void lines(String section, FileEntries now, List<String> changes) {
    var before = sections.getOrDefault(section, Set.of());
    var after = now.sections.getOrDefault(section, Set.of());
    var where = section.isEmpty() ? "" : section + " ";
    before.stream()
        .filter(line -> !after.contains(line))
        .forEach(l -> changes.add(where + "- " + l));
    after.stream()
        .filter(line -> !before.contains(line))
        .forEach(l -> changes.add(where + "+ " + l));
  }

  private String size() {
    return sections.keySet().stream().anyMatch(section -> !section.isEmpty())
        ? sections.size() + " sections"
        : sections.getOrDefault("", Set.of()).size() + " lines";
  }
}
