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
import org.graphitestack.storage.whisper.WhisperFile;

/// Compares the schemas with the whisper files that exist: one that is coarser than its schema says
/// keeps fewer points than whoever wrote the schema expects, since files stay as they are.
final class StoredSteps {

  /// Enough to see what is the matter, within a second or so.
  private static final int MOST_FILES = 20_000;

  private static final String SUFFIX = ".wsp";
  private static final String TAGGED = "_tagged";

  private final Path root;
  private final SchemaRules schemas;
  private final Map<String, Coarse> bySchema = new TreeMap<>();
  private int files;

  /// Files of one schema that are coarser than it.
  private static final class Coarse {
    private int count;
    private String example = "";
  }

  private StoredSteps(Path root, SchemaRules schemas) {
    this.root = root;
    this.schemas = schemas;
  }

  /// A sentence for each schema with coarser files.
  ///
  /// @param root of the tree; need not be there
  static List<String> notes(Path root, SchemaRules schemas) throws IOException {
    var steps = new StoredSteps(root, schemas);
    if (Files.isDirectory(root)) {
      steps.walk();
    }
    var notes = new ArrayList<String>();
    steps.bySchema.forEach(
        (schema, coarse) ->
            notes.add(
                schema
                    + " is finer than "
                    + coarse.count
                    + " of the files below "
                    + root
                    + " are, such as "
                    + coarse.example
                    + "; they stay as they are (graphite retention plan shows what would change"
                    + " them)"));
    if (steps.files > MOST_FILES) {
      notes.add("only " + MOST_FILES + " files below " + root + " were compared with the schemas");
    }
    return notes;
  }

  private void walk() throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            var name = folder.getFileName();
            // Files of series with tags are called by a hash.
            return name != null && name.toString().startsWith(TAGGED)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(SUFFIX)) {
              if (++files > MOST_FILES) {
                return FileVisitResult.TERMINATE;
              }
              look(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void look(Path file) {
    var relative = root.relativize(file).toString();
    var name = relative.substring(0, relative.length() - SUFFIX.length()).replace('/', '.');
    try (var stored = WhisperFile.openForReading(file)) {
      var path = MetricPath.parse(name);
      var step = stored.header().layout(stored.place()).retentions().archives().getFirst();
      var wanted = schemas.layoutFor(path).retentions().archives().getFirst();
      if (wanted.secondsPerPoint() < step.secondsPerPoint()) {
        var coarse = bySchema.computeIfAbsent(schemaOf(path), _ -> new Coarse());
        coarse.count++;
        if (coarse.example.isEmpty()) {
          coarse.example =
              name + " (" + step.secondsPerPoint() + " s, not " + wanted.secondsPerPoint() + " s)";
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
