// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.graphitestack.config.CassandraSettings;
import org.graphitestack.config.CeresSettings;
import org.graphitestack.config.Database;
import org.graphitestack.config.SettingsInForce;
import org.graphitestack.config.StorageSettings;
import org.graphitestack.storage.StorageEngine;
import org.graphitestack.storage.StorageUnion;
import org.graphitestack.storage.cassandra.CassandraEngine;
import org.graphitestack.storage.ceres.CeresEngine;
import org.graphitestack.storage.ceres.CeresOptions;
import org.graphitestack.storage.ceres.CeresTree;
import org.graphitestack.storage.ceres.SliceCaching;
import org.graphitestack.storage.whisper.FileAllocation;
import org.graphitestack.storage.whisper.WhisperEngine;
import org.graphitestack.storage.whisper.WhisperOptions;
import org.jspecify.annotations.Nullable;

/// The trees that a daemon serves, each opened with the engine it is made for. New series go to the
/// first.
final class StorageTrees {

  /// Between two looks for what others add and remove. A ceres tree has a folder for each series,
  /// so a look takes longer.
  private static final Duration WHISPER_SCAN_PAUSE = Duration.ofSeconds(5);

  private static final Duration CERES_SCAN_PAUSE = Duration.ofSeconds(30);

  /// A cluster tells what is new.
  private static final Duration CLUSTER_SCAN_PAUSE = Duration.ofSeconds(2);

  private final List<Path> roots = new ArrayList<>();
  private final List<StorageEngine> engines = new ArrayList<>();
  private final CeresSettings ceres;
  private boolean expiry;

  private final @Nullable Database database;
  private final List<Path> folders;

  /// @param database as a flag says
  /// @param folders as flags say; else none
  private StorageTrees(CeresSettings ceres, @Nullable Database database, List<Path> folders) {
    this.ceres = ceres;
    this.database = database;
    this.folders = folders;
  }

  /// Opens those that flags, else carbon.conf, else the home name.
  ///
  /// @throws StartFailure if one cannot be opened
  static StorageTrees of(HomeFolder home, StorageOptions options, StorageSettings settings) {
    var trees = new StorageTrees(settings.ceres(), options.database, options.folders);
    var database = options.database == null ? settings.database() : options.database;
    if (database == Database.CASSANDRA) {
      trees.addCluster(home, settings.cassandra());
    }
    var folders = options.folders.isEmpty() ? usual(home, database, settings) : options.folders;
    for (var folder : folders) {
      var root = folder.toAbsolutePath().normalize();
      var first = trees.roots.isEmpty();
      try {
        trees.engines.add(
            CeresTree.isTree(root) || (first && database == Database.CERES)
                ? CeresEngine.open(ceresOptions(root, settings.ceres()))
                : WhisperEngine.open(whisperOptions(root, settings)));
      } catch (IOException | UnsupportedOperationException e) {
        throw new StartFailure("storage " + root + ": cannot be opened (" + e + ")", e);
      }
      trees.roots.add(root);
    }
    return trees;
  }

  /// What is said of the settings of a cache by the flags.
  SettingsInForce tell(SettingsInForce settings) {
    var told =
        database == null
            ? settings
            : settings.with("DATABASE", database.name().toLowerCase(Locale.ROOT), "--database");
    return folders.isEmpty()
        ? told
        : told.with("LOCAL_DATA_DIR", folders.getFirst().toString(), "--storage-dir");
  }

  private static List<Path> usual(HomeFolder home, Database database, StorageSettings settings) {
    return switch (database) {
      case WHISPER -> List.of(settings.folder().orElse(home.whisper()));
      case CERES -> List.of(settings.folder().orElse(home.ceres()));
      case CASSANDRA -> List.of();
    };
  }

  /// The cluster stands first, so that new series go there.
  private void addCluster(HomeFolder home, CassandraSettings settings) {
    var notes = home.cassandra(settings.metaKeyspace());
    try {
      Files.createDirectories(notes);
    } catch (IOException e) {
      throw new StartFailure("folder " + notes + ": cannot be made (" + e + ")", e);
    }
    engines.add(CassandraEngine.open(ClusterSetup.options(settings)));
    roots.add(notes);
    expiry = settings.expiry();
  }

  private static WhisperOptions whisperOptions(Path root, StorageSettings settings) {
    return WhisperOptions.of(root, SystemClocks.wall(), SystemClocks.nanos())
        .withAllocation(
            settings.sparse()
                ? FileAllocation.SPARSE
                : settings.reserved() ? FileAllocation.RESERVED : FileAllocation.ZERO_FILLED)
        .withLock(settings.lock())
        .withForce(settings.force());
  }

  private static CeresOptions ceresOptions(Path root, CeresSettings settings) {
    var slices =
        switch (settings.sliceCaching()) {
          case NONE -> SliceCaching.NONE;
          case LATEST -> SliceCaching.LATEST;
          case ALL -> SliceCaching.ALL;
        };
    return CeresOptions.of(root, SystemClocks.wall(), SystemClocks.nanos())
        .withMaxSliceGap(settings.maxSliceGap())
        .withCaching(settings.cacheNodes(), slices)
        .withLock(settings.lock());
  }

  List<Path> roots() {
    return List.copyOf(roots);
  }

  /// All of them as one, which closes all.
  StorageEngine engine() {
    return StorageUnion.of(engines);
  }

  /// The tree that new series go to, if it is one of whisper files.
  Optional<WhisperEngine> whisper() {
    return engines.getFirst() instanceof WhisperEngine first
        ? Optional.of(first)
        : Optional.empty();
  }

  /// How long to wait between two scans.
  Duration scanPause() {
    return engines.stream().allMatch(CassandraEngine.class::isInstance)
        ? CLUSTER_SCAN_PAUSE
        : ceresEngines().isEmpty() ? WHISPER_SCAN_PAUSE : CERES_SCAN_PAUSE;
  }

  /// The cluster that new series go to, if it is one.
  Optional<CassandraEngine> cluster() {
    return engines.getFirst() instanceof CassandraEngine first
        ? Optional.of(first)
        : Optional.empty();
  }

  /// The cluster whose dead series are to be removed, if that is wanted.
  Optional<CassandraEngine> expiring() {
    return cluster().filter(_ -> expiry);
  }

  private List<CeresEngine> ceresEngines() {
    return engines.stream()
        .filter(CeresEngine.class::isInstance)
        .map(CeresEngine.class::cast)
        .toList();
  }

  /// Adds the figures of the first tree of each kind.
  void count(Figures figures) {
    engines.stream()
        .filter(WhisperEngine.class::isInstance)
        .map(WhisperEngine.class::cast)
        .findFirst()
        .ifPresent(engine -> figures.whisper(engine.statistics()));
    ceresEngines().stream().findFirst().ifPresent(engine -> figures.ceres(engine.statistics()));
    cluster().ifPresent(engine -> figures.cassandra(engine.statistics()));
  }

  /// Maintenance of the ceres trees, if there are any and it is wanted; not begun.
  Optional<CeresUpkeep> upkeep() {
    var maintained = ceresEngines();
    return maintained.isEmpty() || ceres.maintenanceInterval().isZero()
        ? Optional.empty()
        : Optional.of(
            new CeresUpkeep(
                maintained, ceres.maintenanceInterval(), ceres.maintenanceNodesPerSecond()));
  }
}
