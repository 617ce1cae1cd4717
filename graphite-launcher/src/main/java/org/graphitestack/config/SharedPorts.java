// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.protocol.listen.ListenerConfig;
import org.graphitestack.protocol.listen.WireProtocol;

/// Who listens where, to find ports that two sections of carbon.conf want.
final class SharedPorts {

  private final List<Taken> taken = new ArrayList<>();

  /// @param section such as `[cache:b]`
  /// @param place where the port was said, or the section's default
  private record Taken(
      String program, String section, String place, InetSocketAddress address, boolean datagrams) {}

  /// Adds a section's ports.
  ///
  /// @param wrong gets ports that another instance of the program has as well: both are meant to
  ///   run
  /// @param notes gets those of another program, which may run elsewhere
  void add(
      String program,
      String section,
      CarbonSettings settings,
      List<ListenerConfig> listeners,
      List<String> wrong,
      List<String> notes)
      throws InvalidConfigException {
    for (var listener : listeners) {
      if (listener.transport().unixSocket().isEmpty()) {
        var key = kind(listener.protocol()) + "_RECEIVER_PORT";
        var udp = listener.protocol() == WireProtocol.LINE_UDP;
        add(
            new Taken(program, section, place(settings, key), listener.address(), udp),
            wrong,
            notes);
      }
    }
    if (program.equals("cache")) {
      new CarbonConf.Keys(settings)
          .queries()
          .ifPresent(
              queries ->
                  add(
                      new Taken(
                          program,
                          section,
                          place(settings, "CACHE_QUERY_PORT"),
                          queries.address(),
                          false),
                      wrong,
                      notes));
    }
  }

  /// Adds the web's port.
  ///
  /// @param place where it was said
  /// @param notes gets that another program wants it too
  void addWeb(int port, String place, List<String> notes) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    add(new Taken("web", "the web", place, address, false), notes, notes);
  }

  private void add(Taken one, List<String> wrong, List<String> notes) {
    for (var other : taken) {
      if (clash(one, other)) {
        var sentence =
            one.place()
                + ": port "
                + one.address().getPort()
                + " of "
                + one.section()
                + " is that of "
                + other.section()
                + " too ("
                + other.place()
                + "; expected: a port for each)";
        (one.program().equals(other.program()) ? wrong : notes).add(sentence);
      }
    }
    taken.add(one);
  }

  private static boolean clash(Taken one, Taken other) {
    var here = one.address().getAddress();
    var there = other.address().getAddress();
    return one.datagrams() == other.datagrams()
        && one.address().getPort() == other.address().getPort()
        && (here.isAnyLocalAddress() || there.isAnyLocalAddress() || here.equals(there));
  }

  private static String place(CarbonSettings settings, String key) {
    return settings.find(key).map(Setting::place).orElse("default of " + key);
  }

  private static String kind(WireProtocol protocol) {
    return switch (protocol) {
      case LINE -> "LINE";
      case LINE_UDP -> "UDP";
      case PICKLE -> "PICKLE";
      case PROTOBUF -> "PROTOBUF";
      case ACKNOWLEDGED -> "ACKNOWLEDGED";
      case HTTP -> "HTTP";
    };
  }
}
