// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.convert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.StorageNodes;

/// The names of series with tags, which a tree of files has under a hash of them: its file
/// `.tagged-series` says them. Thread-safe.
final class TaggedNames {

  private static final String FILE = ".tagged-series";

  /// Lines of other kinds than plain names: entered and forgotten ones.
  private static final String MARK = "~";

  private final Map<String, MetricPath> byPlace;

  private TaggedNames(Map<String, MetricPath> byPlace) {
    this.byPlace = byPlace;
  }

  /// Of a storage that knows its names itself.
  static TaggedNames none() {
    return new TaggedNames(Map.of());
  }

  static TaggedNames of(Path root) throws IOException {
    var file = root.resolve(FILE);
    var byPlace = new HashMap<String, MetricPath>();
    if (Files.exists(file)) {
      try (var lines = Files.lines(file)) {
        lines.forEach(line -> add(line.startsWith(MARK) ? line.substring(2) : line, byPlace));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    return new TaggedNames(byPlace);
  }

  private static void add(String line, Map<String, MetricPath> byPlace) {
    try {
      var path = MetricPath.parse(line);
      if (path.tagged()) {
        byPlace.put(String.join(".", StorageNodes.of(path)), path);
      }
    } catch (InvalidMetricPathException _) {
      // A line that was cut off: its series stays without a name.
    }
  }

  /// The name of a series that a walk found; empty if only its hash is known.
  Optional<MetricPath> named(MetricPath found) {
    return StorageNodes.hashOf(found) == null
        ? Optional.of(StorageNodes.named(found))
        : Optional.ofNullable(byPlace.get(found.text()));
  }

  /// Appends a name to the file of a tree that now has the series.
  static synchronized void append(Path root, MetricPath path) throws IOException {
    if (path.tagged()) {
      Files.writeString(
          root.resolve(FILE),
          path.text() + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }
}
