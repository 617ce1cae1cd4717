// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.graphitestack.cache.CarbonCache;
import org.graphitestack.config.CarbonConf;
import org.graphitestack.config.FilesWatch;
import org.graphitestack.config.InvalidConfigException;
import org.graphitestack.config.UpkeepSettings;

/// Reads carbon.conf and the lists of names again when they change. What a cache can change while
/// it runs is put in force; of the rest the log says that it waits for a restart. A file that can't
/// be understood changes nothing.
final class CacheReload {

  private static final Logger LOG = System.getLogger(CacheReload.class.getName());

  private final CacheSetup.Source source;
  private final CarbonCache cache;
  private final Consumer<UpkeepSettings> upkeep;
  private volatile CarbonConf inForce;

  private CacheReload(
      CacheSetup.Source source,
      CarbonConf inForce,
      CarbonCache cache,
      Consumer<UpkeepSettings> upkeep) {
    this.source = source;
    this.cache = cache;
    this.upkeep = upkeep;
    this.inForce = inForce;
  }

  /// Starts to watch the files of a setup that has just been read.
  ///
  /// @param upkeep told how the tree is to be kept in order, when files are read again
  static FilesWatch start(
      CacheSetup.Source source,
      CarbonConf inForce,
      CarbonCache cache,
      Consumer<UpkeepSettings> upkeep) {
    LogTopics.turnOn(inForce.logs());
    var reload = new CacheReload(source, inForce, cache, upkeep);
    return FilesWatch.start("settings", () -> reload.inForce.files(), reload::read);
  }

  private void read() throws IOException, InvalidConfigException {
    var read = source.readConf();
    cache.adjust(source.config(read));
    upkeep.accept(read.upkeep());
    LogTopics.turnOn(read.logs());
    sayWhatWaits(read);
    inForce = read;
  }

  private void sayWhatWaits(CarbonConf read) {
    if (!inForce.cache().adjustedLike(read.cache()).equals(read.cache())
        || !inForce.storage().equals(read.storage())
        || !inForce.folder().equals(read.folder())) {
      LOG.log(
          Level.WARNING,
          "listeners, cache queries, WRITERS, MIN_TIMESTAMP_RESOLUTION, DATABASE, folders,"
              + " WHISPER_, CERES_, CARBON_METRIC_ or [cassandra] settings have changed: they wait"
              + " for a restart");
    }
  }
}
