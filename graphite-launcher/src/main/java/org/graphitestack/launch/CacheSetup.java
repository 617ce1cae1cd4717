// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.cache.CacheConfig;
import org.graphitestack.cache.CarbonCache;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.config.CarbonConf;
import org.graphitestack.config.InvalidConfigException;
import org.graphitestack.config.SchemaFiles;
import org.graphitestack.protocol.listen.ListenerConfig;
import org.graphitestack.protocol.listen.WireProtocol;
import org.jspecify.annotations.Nullable;

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
      HomeFolder home, HomeOptions settings, ListenerOptions ports, BindOptions bind) {
    try {
      var conf =
          CarbonConf.read(
              home.conf().resolve("carbon.conf"), INSTANCE, settings.settings, hostName());
      conf.notes().forEach(note -> LOG.log(Level.WARNING, note));
      var files = SchemaFiles.in(home.conf());
      var loaded = files.load();
      loaded.notes().forEach(note -> LOG.log(Level.WARNING, note));
      if (ports.query != null && ports.query != 0) {
        LOG.log(
            Level.WARNING,
            "--query-port " + ports.query + ": cache queries are not served in this version");
      }
      var listeners = listeners(conf.cache().listeners(), ports, bind);
      return new CacheSetup(conf.cache().withListeners(listeners), files, loaded.rules());
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

  private static List<ListenerConfig> listeners(
      List<ListenerConfig> configured, ListenerOptions ports, BindOptions bind) {
    var listeners = new ArrayList<ListenerConfig>();
    for (var listener : configured) {
      var port = listener.protocol() == WireProtocol.PICKLE ? ports.pickle : ports.line;
      listeners.add(moved(listener, port, bind.address));
    }
    addMissing(listeners, WireProtocol.LINE, ports.line, bind);
    addMissing(listeners, WireProtocol.PICKLE, ports.pickle, bind);
    return listeners;
  }

  private static ListenerConfig moved(
      ListenerConfig listener, @Nullable Integer port, @Nullable String address) {
    var from = listener.address();
    var host = address == null ? from.getHostString() : address;
    return new ListenerConfig(
        listener.protocol(),
        new InetSocketAddress(host, port == null ? from.getPort() : port),
        listener.maxConnections(),
        listener.idleTimeout(),
        listener.keepAlive(),
        listener.maxFrame());
  }

  /// A listener that carbon.conf switches off (port 0) is there all the same if a flag asks for it.
  private static void addMissing(
      List<ListenerConfig> listeners,
      WireProtocol protocol,
      @Nullable Integer port,
      BindOptions bind) {
    if (port != null && listeners.stream().noneMatch(l -> l.protocol() == protocol)) {
      listeners.add(
          ListenerConfig.of(protocol, new InetSocketAddress(bind.addressOrLoopback(), port)));
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
