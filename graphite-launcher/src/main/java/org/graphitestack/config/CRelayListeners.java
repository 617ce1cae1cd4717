// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.graphitestack.protocol.compress.Compression;
import org.graphitestack.protocol.listen.ListenerConfig;
import org.graphitestack.protocol.listen.StreamTransport;
import org.graphitestack.protocol.listen.TlsConfig;
import org.graphitestack.protocol.listen.WireProtocol;

/// From carbon-c-relay's `listen` statements to listeners.
///
/// A statement that names no interface means all of them, as there. Without any statement we listen
/// on port 2003 of the loopback interface alone. Senders to an `mtls` listener show a certificate
/// of an authority the machine trusts, as there; the file has no place for others, so carbon.conf
/// names them.
final class CRelayListeners {

  private static final int DEFAULT_PORT = 2003;
  private static final String ALL = "0.0.0.0";

  /// What Debian, Red Hat and Alpine keep the authorities in that a machine trusts.
  private static final List<Path> TRUSTED =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/cert.pem"));

  private CRelayListeners() {}

  /// @param authorities whose certificates senders to `mtls` listeners show; empty: those the
  ///   machine trusts
  static List<ListenerConfig> of(
      Path file, List<CRelayConf.Listen> statements, Optional<Path> authorities)
      throws InvalidConfigException {
    if (statements.isEmpty()) {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), DEFAULT_PORT);
      return List.of(
          ListenerConfig.of(WireProtocol.LINE, address),
          ListenerConfig.of(WireProtocol.LINE_UDP, address));
    }
    var listeners = new ArrayList<ListenerConfig>();
    for (var statement : statements) {
      listeners.add(listener(file, statement, authorities));
    }
    return listeners;
  }

  private static ListenerConfig listener(
      Path file, CRelayConf.Listen listen, Optional<Path> authorities)
      throws InvalidConfigException {
    var transport = transport(file, listen, authorities);
    return switch (listen.kind()) {
      case TCP ->
          ListenerConfig.of(WireProtocol.LINE, address(file, listen.address())).with(transport);
      case UDP -> ListenerConfig.of(WireProtocol.LINE_UDP, address(file, listen.address()));
      case UNIX ->
          ListenerConfig.of(
                  WireProtocol.LINE, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .with(transport.on(Path.of(listen.address())));
    };
  }

  private static StreamTransport transport(
      Path file, CRelayConf.Listen listen, Optional<Path> authorities)
      throws InvalidConfigException {
    var compression =
        switch (listen.transport()) {
          case "gzip" -> Compression.GZIP;
          case "lz4" -> Compression.LZ4;
          case "snappy" -> Compression.SNAPPY;
          default -> Compression.NONE;
        };
    var plain = StreamTransport.PLAIN.with(compression);
    if (listen.tls().isEmpty()) {
      return plain;
    }
    var tls = listen.tls().get();
    var shown =
        tls.clientCertificates()
            ? Optional.of(shown(file, listen, authorities))
            : Optional.<Path>empty();
    return plain.with(new TlsConfig(tls.certificate(), tls.certificate(), shown));
  }

  private static Path shown(Path file, CRelayConf.Listen listen, Optional<Path> authorities)
      throws InvalidConfigException {
    var found = authorities.or(() -> TRUSTED.stream().filter(Files::isReadable).findFirst());
    if (found.isEmpty()) {
      throw new InvalidConfigException(
          file.toString(),
          "listen " + listen.address() + " with mtls",
          "LINE_RECEIVER_SSL_CA in carbon.conf, or one of "
              + TRUSTED.stream().map(Path::toString).collect(Collectors.joining(", ")));
    }
    return found.get();
  }

  private static InetSocketAddress address(Path file, String text) throws InvalidConfigException {
    var colon = text.lastIndexOf(':');
    var host = colon < 0 ? ALL : text.substring(0, colon).replaceAll("[\\[\\]]", "");
    try {
      return new InetSocketAddress(
          InetAddress.getAllByName(host)[0], Integer.parseInt(text.substring(colon + 1)));
    } catch (UnknownHostException | IllegalArgumentException _) {
      throw new InvalidConfigException(
          file.toString(), "listen " + text, "a port, or interface:port of this machine");
    }
  }
}
