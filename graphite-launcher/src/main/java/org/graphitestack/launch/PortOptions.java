// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.config.SettingsInForce;
import org.graphitestack.protocol.listen.ListenerConfig;
import org.graphitestack.protocol.listen.WireProtocol;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The ports points come in at.
final class PortOptions {

  @Option(
      names = "--line-port",
      paramLabel = "PORT",
      description =
          "Plaintext, TCP and (if ENABLE_UDP_LISTENER) UDP; 0 takes any free port. Default:"
              + " carbon.conf's, else 2003")
  @Nullable Integer line;

  @Option(
      names = "--pickle-port",
      paramLabel = "PORT",
      description = "Pickle; 0 takes any free port. Default: carbon.conf's, else 2004")
  @Nullable Integer pickle;

  /// The listeners of carbon.conf at the ports and the interface that flags ask for.
  List<ListenerConfig> applyTo(List<ListenerConfig> configured, BindOptions bind) {
    var listeners = new ArrayList<ListenerConfig>();
    for (var listener : configured) {
      var port =
          switch (listener.protocol()) {
            case LINE, LINE_UDP -> line;
            case PICKLE -> pickle;
            case PROTOBUF, ACKNOWLEDGED, HTTP -> null;
          };
      listeners.add(moved(listener, port, bind.address));
    }
    addMissing(listeners, WireProtocol.LINE, line, bind);
    addMissing(listeners, WireProtocol.PICKLE, pickle, bind);
    return listeners;
  }

  /// What is said of the settings of a carbon daemon by the flags.
  SettingsInForce tell(SettingsInForce settings) {
    var told = settings;
    if (line != null) {
      told = told.with("LINE_RECEIVER_PORT", line.toString(), "--line-port");
      told = told.with("UDP_RECEIVER_PORT", line.toString(), "--line-port");
    }
    return pickle == null
        ? told
        : told.with("PICKLE_RECEIVER_PORT", pickle.toString(), "--pickle-port");
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
        listener.maxFrame(),
        listener.transport());
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
}
