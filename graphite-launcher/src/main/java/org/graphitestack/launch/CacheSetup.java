// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.graphitestack.cache.CacheConfig;
import org.graphitestack.cache.CarbonCache;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.config.CarbonConf;
import org.graphitestack.config.InvalidConfigException;
import org.graphitestack.config.SchemaFiles;

/// What a cache starts with: files below the home, overridden by `--set`, overridden by flags.
///
/// @param config listeners, limits, writers
/// @param files where the schema rules come from
/// @param schemas the rules as they are now
record CacheSetup(CacheConfig config, SchemaFiles files, SchemaRules schemas) {

  private static final Logger LOG = System.getLogger(CacheSetup.class.getName());
  private static final Path KERNEL_HOSTNAME = Path.of("/proc/sys/kernel/hostname");

  /// carbon's `--instance`, whose default this is.
  private static final String INSTANCE = "a";

  /// Reads the files of a home.
  ///
  /// @throws StartFailure if one of them, or a setting, cannot be understood
  static CacheSetup read(
      HomeFolder home,
      HomeOptions settings,
      PortOptions ports,
      QueryOptions queries,
      BindOptions bind) {
    try {
      var conf =
          CarbonConf.read(
              home.conf().resolve("carbon.conf"), INSTANCE, settings.settings, hostName());
      conf.notes().forEach(note -> LOG.log(Level.WARNING, note));
      var files = SchemaFiles.in(home.conf());
      var loaded = files.load();
      loaded.notes().forEach(note -> LOG.log(Level.WARNING, note));
      var listeners = ports.applyTo(conf.cache().listeners(), bind);
      var answered = queries.applyTo(conf.cache().queries(), bind);
      return new CacheSetup(
          conf.cache().withListeners(listeners).withQueries(answered), files, loaded.rules());
    } catch (InvalidConfigException e) {
      throw new StartFailure(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new StartFailure("configuration in " + home.conf() + ": cannot be read (" + e + ")", e);
    }
  }

  /// Keeps the rules of a running cache true to the files.
  ConfigReload reloadInto(CarbonCache cache) {
    return ConfigReload.start(files, cache::schemas);
  }

  /// The machine's name as the kernel has it, without asking a name server.
  static String hostName() throws IOException {
    // Not Files.readString: it reads one byte first, and of these files nothing comes after that.
    try (var kernel = Files.newBufferedReader(KERNEL_HOSTNAME)) {
      return kernel.readLine();
    } catch (NoSuchFileException _) {
      return InetAddress.getLocalHost().getHostName();
    }
  }
}
