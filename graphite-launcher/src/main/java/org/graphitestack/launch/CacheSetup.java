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
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.config.CarbonConf;
import org.graphitestack.config.InvalidConfigException;
import org.graphitestack.config.SchemaFiles;
import org.graphitestack.config.SettingsInForce;

/// What a cache starts with: files below the home, overridden by `--set`, overridden by flags.
///
/// @param conf all that carbon.conf says
/// @param config listeners, limits, writers, with what flags say of them
/// @param files where the schema rules come from
/// @param schemas the rules as they are now
record CacheSetup(CarbonConf conf, CacheConfig config, SchemaFiles files, SchemaRules schemas) {

  private static final Logger LOG = System.getLogger(CacheSetup.class.getName());
  private static final Path KERNEL_HOSTNAME = Path.of("/proc/sys/kernel/hostname");

  /// The daemon's name among those of a home.
  String name() {
    return "cache-" + config.instance();
  }

  /// Where the files are and what overrides them.
  record Source(
      HomeFolder home,
      CacheConfOptions conf,
      HomeOptions settings,
      PortOptions ports,
      QueryOptions queries,
      BindOptions bind) {

    /// Reads carbon.conf and the lists of names.
    ///
    /// @throws InvalidConfigException if a file or a setting cannot be understood
    CarbonConf readConf() throws IOException, InvalidConfigException {
      var read =
          CarbonConf.read(
              conf.fileOr(home), home.storage(), conf.instance, settings.settings, hostName());
      read.notes().forEach(note -> LOG.log(Level.WARNING, note));
      return read;
    }

    /// Every key with its value.
    SettingsInForce keys() throws IOException, InvalidConfigException {
      var said =
          SettingsInForce.ofCarbon("cache", conf.fileOr(home), conf.instance, settings.settings);
      return queries.tell(ports.tell(bind.tell(said)));
    }

    /// What a cache is opened with, with what flags say of it.
    CacheConfig config(CarbonConf read) {
      return read.cache()
          .withListeners(ports.applyTo(read.cache().listeners(), bind))
          .withQueries(queries.applyTo(read.cache().queries(), bind));
    }
  }

  /// Reads everything, at the start.
  ///
  /// @throws StartFailure if a file or a setting cannot be understood
  static CacheSetup read(Source source) {
    try {
      var conf = source.readConf();
      var files = SchemaFiles.in(conf.folder());
      var loaded = files.load();
      loaded.notes().forEach(note -> LOG.log(Level.WARNING, note));
      return new CacheSetup(conf, source.config(conf), files, loaded.rules());
    } catch (InvalidConfigException e) {
      throw new StartFailure(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new StartFailure(
          "configuration in " + source.home().conf() + ": cannot be read (" + e + ")", e);
    }
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
