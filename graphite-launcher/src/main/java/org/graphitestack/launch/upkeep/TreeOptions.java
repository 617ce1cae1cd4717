// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.upkeep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.config.CarbonConf;
import org.graphitestack.config.InvalidConfigException;
import org.graphitestack.config.SchemaFiles;
import org.graphitestack.storage.whisper.TreeLock;
import org.graphitestack.storage.whisper.WhisperOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which tree a command works on, and by which configuration.
public final class TreeOptions {

  @Option(
      names = "--home",
      paramLabel = "DIR",
      defaultValue = "graphite-home",
      description = "Where conf/ and storage/ are. Default: ./graphite-home")
  Path home = Path.of("graphite-home");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "carbon.conf to read; storage-schemas.conf and storage-aggregation.conf are looked for"
              + " beside it. Default: HOME/conf/carbon.conf")
  @Nullable Path file;

  @Option(
      names = "--instance",
      paramLabel = "NAME",
      defaultValue = "a",
      description = "Reads the section [cache:NAME] over [cache]. Default: a")
  String instance = "a";

  @Option(
      names = "--storage-dir",
      paramLabel = "DIR",
      description = "The whisper tree. Default: LOCAL_DATA_DIR, or HOME/storage/whisper")
  @Nullable Path storage;

  @Option(
      names = "--set",
      paramLabel = "SECTION.KEY=VALUE",
      description = "Overrides one setting of carbon.conf. Repeatable.")
  List<String> settings = new ArrayList<>();

  /// The folder with conf/ and storage/.
  public Path home() {
    return home;
  }

  /// What carbon.conf says.
  public CarbonConf conf() throws IOException {
    try {
      return CarbonConf.read(
          file == null ? home.resolve("conf/carbon.conf") : file,
          home.resolve("storage"),
          instance,
          settings,
          "localhost");
    } catch (InvalidConfigException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /// The rules that say which layout a series should have.
  public SchemaRules schemas() throws IOException {
    var files = SchemaFiles.in(conf().folder());
    if (!Files.exists(files.schemas())) {
      throw new IOException(
          files.schemas() + ": not there (expected: the schemas that files should follow)");
    }
    try {
      return files.load().rules();
    } catch (InvalidConfigException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /// The tree's folder.
  public Path root() throws IOException {
    var folder =
        storage == null
            ? conf().storage().folder().orElse(home.resolve("storage/whisper"))
            : storage;
    if (!Files.isDirectory(folder)) {
      throw new IOException("storage " + folder + ": no such folder (expected: a whisper tree)");
    }
    return folder.toAbsolutePath().normalize();
  }

  /// Opens the tree for reading.
  OfflineTree open() throws IOException {
    return OfflineTree.open(whisper(), null);
  }

  /// Opens the tree with nobody else writing to it.
  ///
  /// @throws IOException if a cache runs on it
  OfflineTree openAlone() throws IOException {
    var options = whisper();
    var lock =
        TreeLock.alone(options.root())
            .orElseThrow(
                () ->
                    new IOException(
                        "storage "
                            + options.root()
                            + ": a cache or another tool writes to it (expected: nobody); stop it,"
                            + " or let it do this: RETENTION_RECONCILE in its [cache], or POST to"
                            + " its /cache/series"));
    return OfflineTree.open(options, lock);
  }

  private WhisperOptions whisper() throws IOException {
    return WhisperOptions.of(root(), MachineClocks.wall(), MachineClocks.nanos())
        .withMappedFiles(0);
  }
}
