// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.graphitestack.storage.StorageEngine;
import org.graphitestack.storage.ceres.CeresEngine;
import org.graphitestack.storage.ceres.CeresOptions;
import org.graphitestack.storage.ceres.CeresTree;
import org.graphitestack.storage.whisper.WhisperEngine;
import org.graphitestack.storage.whisper.WhisperOptions;

/// A storage as an option names it: `whisper:DIR`, `ceres:DIR` or `cassandra:HOST,…`.
sealed interface Place {

  String EXPECTED = "whisper:DIR, ceres:DIR or cassandra:HOST[:PORT],…";

  /// A tree of whisper files.
  record Whisper(Path folder) implements Place {}

  /// A tree of ceres nodes.
  record Ceres(Path folder) implements Place {}

  /// A cluster.
  ///
  /// @param contactPoints nodes that are asked for all others
  record Cassandra(String contactPoints) implements Place {}

  /// Empty if the text names no storage.
  static Optional<Place> parse(String text) {
    var colon = text.indexOf(':');
    if (colon < 0 || colon + 1 == text.length()) {
      return Optional.empty();
    }
    var where = text.substring(colon + 1);
    return switch (text.substring(0, colon)) {
      case "whisper" -> Optional.of(new Whisper(folder(where)));
      case "ceres" -> Optional.of(new Ceres(folder(where)));
      case "cassandra" -> Optional.of(new Cassandra(where));
      default -> Optional.empty();
    };
  }

  private static Path folder(String text) {
    return Path.of(text).toAbsolutePath().normalize();
  }

  /// Whether there is something to read.
  ///
  /// @throws NotDirectoryException if not
  default void checkIsThere() throws NotDirectoryException {
    switch (this) {
      case Whisper whisper -> checkFolder(whisper.folder);
      case Ceres ceres -> checkFolder(ceres.folder);
      case Cassandra _ -> {
        // opening it tells
      }
    }
  }

  private static void checkFolder(Path folder) throws NotDirectoryException {
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
  }

  /// Opens it for reading and writing; a tree that is missing is made.
  ///
  /// @param clusters opens those that are named by their nodes
  default Storage open(Clusters clusters, InstantSource clock, LongSupplier nanoTime)
      throws IOException {
    return switch (this) {
      case Whisper whisper -> openWhisper(whisper.folder, clock, nanoTime);
      case Ceres ceres -> openCeres(ceres.folder, clock, nanoTime);
      case Cassandra cassandra -> openCassandra(clusters.open(cassandra.contactPoints));
    };
  }

  private static Storage openWhisper(Path root, InstantSource clock, LongSupplier nanoTime)
      throws IOException {
    var engine = WhisperEngine.open(WhisperOptions.of(root, clock, nanoTime).withMappedFiles(0));
    return new Storage(
        engine,
        engine.reader()::layout,
        new WhisperTarget(root),
        TaggedNames.of(root),
        Optional.of(root),
        false);
  }

  private static Storage openCeres(Path root, InstantSource clock, LongSupplier nanoTime)
      throws IOException {
    var engine = CeresEngine.open(CeresOptions.of(root, clock, nanoTime));
    var tree = CeresTree.open(root, clock);
    return new Storage(
        engine,
        new CeresLayouts(tree, engine.reader(), clock),
        new CeresTarget(tree),
        TaggedNames.of(root),
        Optional.of(root),
        true);
  }

  private static Storage openCassandra(StorageEngine engine) {
    return new Storage(
        engine,
        engine.reader()::layout,
        new EngineTarget(engine, false),
        TaggedNames.none(),
        Optional.empty(),
        false);
  }
}
