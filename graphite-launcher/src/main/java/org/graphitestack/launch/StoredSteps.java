// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.ceres.CeresTree;
import org.graphitestack.storage.whisper.WhisperFile;
import org.jspecify.annotations.Nullable;

/// Compares the schemas with the series that exist, which stay as they are: one with a longer step
/// than its schema says keeps fewer points than whoever wrote the schema expects, one with a
/// shorter step has slots that stay empty.
final class StoredSteps {

  /// Enough to see what is the matter, within some seconds.
  private static final Bounds BOUNDS = new Bounds(20_000, 200_000);

  private static final String TAGGED = "_tagged";
  private static final String SUFFIX = ".wsp";
  private static final String NODE = ".ceres-node";

  private final Path root;
  private final Engine engine;
  private final SchemaRules schemas;
  private final Bounds bounds;
  private final Map<String, Unlike> unlike = new TreeMap<>();
  private int series;
  private int entries;

  /// How much of a tree is looked at.
  ///
  /// @param series files or nodes that are compared
  /// @param entries whatever lies in folders; a node may have any number of slices
  record Bounds(int series, int entries) {}

  /// What kind of tree it is.
  enum Engine {
    WHISPER("files", "graphite retention plan shows what would change them") {
      @Override
      @Nullable Path place(Path file) {
        var text = file.toString();
        return text.endsWith(SUFFIX)
            ? Path.of(text.substring(0, text.length() - SUFFIX.length()))
            : null;
      }

      @Override
      int step(Path file) throws IOException {
        try (var stored = WhisperFile.openForReading(file)) {
          return stored.header().layout(stored.place()).retentions().finest().secondsPerPoint();
        }
      }
    },
    CERES("nodes", "graphite ceres-maintenance with the plugin metadata changes them") {
      @Override
      @Nullable Path place(Path file) {
        return file.endsWith(NODE) ? file.getParent() : null;
      }

      @Override
      int step(Path file) throws IOException {
        var folder = file.resolveSibling("");
        return CeresTree.nodeAt(folder, SystemClocks.wall()).metadata().timeStep();
      }
    };

    private final String series;
    private final String remedy;

    Engine(String series, String remedy) {
      this.series = series;
      this.remedy = remedy;
    }

    /// The path in the tree that a series' name is made of; null if the file is not a series'.
    abstract @Nullable Path place(Path file);

    /// The first step of the series of a file.
    abstract int step(Path file) throws IOException;
  }

  /// Series of one schema with another step than it has.
  private static final class Unlike {
    private int count;
    private String example = "";
  }

  private StoredSteps(Path root, Engine engine, SchemaRules schemas, Bounds bounds) {
    this.root = root;
    this.engine = engine;
    this.schemas = schemas;
    this.bounds = bounds;
  }

  /// A sentence for each schema with series that are unlike it.
  ///
  /// @param root of the tree; need not be there
  static List<String> notes(Path root, Engine engine, SchemaRules schemas) throws IOException {
    return notes(root, engine, schemas, BOUNDS);
  }

  static List<String> notes(Path root, Engine engine, SchemaRules schemas, Bounds bounds)
      throws IOException {
    var steps = new StoredSteps(root, engine, schemas, bounds);
    return Files.isDirectory(root) ? steps.notes() : List.of();
  }

  private List<String> notes() throws IOException {
    var whole = walk();
    var notes = new ArrayList<String>();
    unlike.forEach(
        (schema, some) ->
            notes.add(
                schema
                    + " than "
                    + some.count
                    + " of the "
                    + engine.series
                    + " below "
                    + root
                    + " are, such as "
                    + some.example
                    + "; they stay as they are ("
                    + engine.remedy
                    + ")"));
    if (!whole) {
      notes.add(
          "only "
              + series
              + " "
              + engine.series
              + " below "
              + root
              + " were compared with the schemas");
    }
    return notes;
  }

  /// Returns whether all of the tree was seen.
  private boolean walk() throws IOException {
    var visitor = new Visitor();
    Files.walkFileTree(root, visitor);
    return !visitor.stopped;
  }

  private final class Visitor extends SimpleFileVisitor<Path> {

    private boolean stopped;

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      var name = folder.getFileName();
      // Series with tags are called by a hash.
      return name != null && name.toString().startsWith(TAGGED)
          ? FileVisitResult.SKIP_SUBTREE
          : visit(null);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      return visit(file);
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    private FileVisitResult visit(@Nullable Path file) {
      var place = file == null ? null : engine.place(file);
      if (entries == bounds.entries() || (place != null && series == bounds.series())) {
        stopped = true;
        return FileVisitResult.TERMINATE;
      }
      entries++;
      if (file != null && place != null) {
        series++;
        look(file, place);
      }
      return FileVisitResult.CONTINUE;
    }
  }

  private void look(Path file, Path place) {
    var name = root.relativize(place).toString().replace('/', '.');
    try {
      var path = MetricPath.parse(name);
      var step = engine.step(file);
      var wanted = schemas.layoutFor(path).retentions().finest().secondsPerPoint();
      if (wanted != step) {
        var schema = schemaOf(path) + (wanted < step ? " is finer" : " is coarser");
        var some = unlike.computeIfAbsent(schema, _ -> new Unlike());
        some.count++;
        if (some.example.isEmpty()) {
          some.example = name + " (" + step + " s, not " + wanted + " s)";
        }
      }
    } catch (IOException | InvalidMetricPathException _) {
      // Damaged files and odd names are scrub's to tell.
    }
  }

  private String schemaOf(MetricPath path) {
    return schemas.schemas().stream()
        .filter(rule -> rule.pattern().test(path.text()))
        .map(rule -> "storage-schemas.conf: [" + rule.name() + "]")
        .findFirst()
        .orElse("carbon's default of 60 s");
  }
}
