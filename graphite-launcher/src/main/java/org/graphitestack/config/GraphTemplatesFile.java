// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graphitestack.web.graph.GraphTemplates;
import org.jspecify.annotations.Nullable;

/// graphTemplates.conf: the looks a graph may ask for. As with graphite-web an edit shows in the
/// next picture. Without the file there are the built-in templates; one that cannot be understood
/// changes nothing, and the log says why. Thread-safe.
public final class GraphTemplatesFile {

  /// Its name in the conf folder (`GRAPHTEMPLATES_CONF`).
  public static final String NAME = "graphTemplates.conf";

  private static final Logger LOG = System.getLogger(GraphTemplatesFile.class.getName());

  private record Loaded(FileStamp stamp, GraphTemplates templates) {}

  private final Path file;
  private final GraphTemplates builtIn = GraphTemplates.builtIn();
  private @Nullable FileEntries held;
  private volatile Loaded loaded;

  private GraphTemplatesFile(Path file) {
    this.file = file;
    this.loaded = new Loaded(new FileStamp(null, 0), builtIn);
  }

  /// The file of that path, which need not exist.
  public static GraphTemplatesFile at(Path file) {
    return new GraphTemplatesFile(file);
  }

  /// Reads a file.
  ///
  /// @throws InvalidConfigException naming file, line, what was found and what was expected
  static GraphTemplates read(Path file) throws IOException, InvalidConfigException {
    try {
      return GraphTemplates.parse(Files.readString(file));
    } catch (IllegalArgumentException wrong) {
      throw new InvalidConfigException(file.toString(), String.valueOf(wrong.getMessage()));
    }
  }

  /// The templates as the file says now.
  public GraphTemplates templates() {
    var stamp = FileStamp.of(file);
    if (!stamp.equals(loaded.stamp())) {
      load(stamp);
    }
    return loaded.templates();
  }

  /// Says what has changed since it was read before, under the lock.
  private void tellChanges() {
    var now = FileEntries.of(file);
    if (held != null) {
      held.tellChangesTo(now, file, LOG);
    }
    held = now;
  }

  private synchronized void load(FileStamp stamp) {
    if (stamp.equals(loaded.stamp())) {
      return;
    }
    var templates = loaded.templates();
    try {
      templates = stamp.time() == null ? builtIn : read(file);
      LOG.log(Level.INFO, "graph templates read: " + file);
      tellChanges();
    } catch (IOException | InvalidConfigException failure) {
      LOG.log(Level.ERROR, "the graph templates in force stay: " + failure.getMessage());
    }
    loaded = new Loaded(stamp, templates);
  }
}
