// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
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

  private final CacheSetup.Source source;
  private final CarbonCache cache;
  private final Consumer<UpkeepSettings> upkeep;
  private final KeysInForce keys;
  private volatile CarbonConf inForce;

  private CacheReload(
      CacheSetup.Source source,
      KeysInForce keys,
      CarbonConf inForce,
      CarbonCache cache,
      Consumer<UpkeepSettings> upkeep) {
    this.source = source;
    this.keys = keys;
    this.cache = cache;
    this.upkeep = upkeep;
    this.inForce = inForce;
  }

  /// Starts to watch the files of a setup that has just been read.
  ///
  /// @param keys told after it was read again
  /// @param upkeep told how the tree is to be kept in order, when files are read again
  static FilesWatch start(
      CacheSetup.Source source,
      KeysInForce keys,
      CarbonConf inForce,
      CarbonCache cache,
      Consumer<UpkeepSettings> upkeep) {
    LogTopics.turnOn(inForce.logs());
    var reload = new CacheReload(source, keys, inForce, cache, upkeep);
    var told = inForce.files().getFirst();
    return FilesWatch.start("settings", () -> reload.inForce.files(), told::equals, reload::read);
  }

  private void read() throws IOException, InvalidConfigException {
    var read = source.readConf();
    cache.adjust(source.config(read));
    upkeep.accept(read.upkeep());
    LogTopics.turnOn(read.logs());
    inForce = read;
    keys.readAgain();
  }
}
