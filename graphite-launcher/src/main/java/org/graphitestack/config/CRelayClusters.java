// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.graphitestack.config.CRelayTokens.Kind;
import org.graphitestack.config.CRelayTokens.Token;
import org.graphitestack.protocol.compress.Compression;
import org.graphitestack.protocol.ring.HashType;
import org.graphitestack.protocol.ring.Replication;
import org.graphitestack.relay.route.Cluster;
import org.graphitestack.relay.route.Destination;
import org.graphitestack.relay.route.DestinationOptions;
import org.graphitestack.relay.route.DestinationOptions.Format;
import org.graphitestack.relay.route.Ring;
import org.graphitestack.relay.route.TlsOptions;
import org.jspecify.annotations.Nullable;

/// The type and the members of a carbon-c-relay cluster: `host[:port][=instance] [proto tcp] [type
/// linemode] [transport plain|gzip|lz4|snappy [ssl|mtls CERT KEY]] …`
final class CRelayClusters {

  private static final int DEFAULT_PORT = 2003;
  private static final String TYPES =
      "forward, any_of, failover, carbon_ch, fnv1a_ch, jump_fnv1a_ch or file";

  /// Where a cluster is read from.
  interface Source {

    Token peek();

    Token next();

    /// The destination, now known to the file.
    ///
    /// @throws InvalidConfigException if it is known as something else
    Destination known(Destination destination, String place) throws InvalidConfigException;

    void note(String note);
  }

  private final Source source;

  private CRelayClusters(Source source) {
    this.source = source;
  }

  /// Reads what follows the type.
  static Cluster read(Source source, String name, Token type) throws InvalidConfigException {
    return new CRelayClusters(source).cluster(name, type);
  }

  /// The name of a transport.
  static String transport(Token token) throws InvalidConfigException {
    return switch (token.text()) {
      case "plain", "gzip", "lz4", "snappy" -> token.text();
      default ->
          throw new InvalidConfigException(
              token.place(), token.found(), "plain, gzip, lz4 or snappy");
    };
  }

  private Cluster cluster(String name, Token type) throws InvalidConfigException {
    return switch (type.kind() == Kind.WORD ? type.text() : "") {
      case "forward" -> new Cluster.Forward(name, simple());
      case "any_of" -> new Cluster.AnyOf(name, simple());
      case "failover" -> new Cluster.Failover(name, simple());
      case "carbon_ch" -> hashed(name, new Ring.CarbonRelay(HashType.CARBON_CH));
      case "fnv1a_ch" -> hashed(name, new Ring.CarbonRelay(HashType.FNV1A_CH));
      case "jump_fnv1a_ch" -> hashed(name, new Ring.CarbonRelayJump());
      default -> throw unexpected(type, TYPES);
    };
  }

  private List<Destination> simple() throws InvalidConfigException {
    if (source.peek().is("useall")) {
      source.note(
          source.next().place()
              + ": useall has no effect here: the addresses of a host are one destination");
    }
    return members();
  }

  private Cluster hashed(String name, Ring ring) throws InvalidConfigException {
    var replicas = 1;
    if (source.peek().is("replication")) {
      source.next();
      var count = source.next();
      if (!count.text().matches("[1-9][0-9]{0,2}")) {
        throw unexpected(count, "a number of members, at least 1");
      }
      replicas = Integer.parseInt(count.text());
    }
    var dynamic = source.peek().is("dynamic");
    if (dynamic) {
      source.next();
    }
    return new Cluster.ConsistentHash(
        name, members(), ring, new Replication(replicas, false), dynamic, false);
  }

  private List<Destination> members() throws InvalidConfigException {
    var members = new ArrayList<Destination>();
    do {
      var token = source.next();
      if (!token.isText()) {
        throw unexpected(token, "members: host, host:port or host:port=instance");
      }
      var member = source.known(member(token), token.place());
      if (members.contains(member)) {
        throw unexpected(token, "each member once");
      }
      members.add(member);
    } while (source.peek().isText());
    return members;
  }

  private Destination member(Token address) throws InvalidConfigException {
    var instance = instance();
    if (takes("proto")) {
      var protocol = source.next();
      if (!protocol.is("tcp")) {
        throw unexpected(
            protocol, "tcp: datagrams that nobody confirms cannot be delivered from a spool");
      }
    }
    if (takes("type")) {
      var type = source.next();
      if (!type.is("linemode")) {
        throw unexpected(type, "linemode");
      }
    }
    var compression = Compression.NONE;
    @Nullable TlsOptions tls = null;
    if (takes("transport")) {
      compression = compression(source.next());
      tls = tls();
    }
    try {
      var text = address.text();
      var portAt = portAt(text);
      var host = portAt < 0 ? text : text.substring(0, portAt);
      return new Destination(
          host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host,
          portAt < 0 ? DEFAULT_PORT : port(address, text.substring(portAt + 1)),
          instance,
          new DestinationOptions(Format.PLAINTEXT, compression, tls));
    } catch (IllegalArgumentException invalid) {
      throw new InvalidConfigException(
          address.place(),
          address.text() + ": " + invalid.getMessage(),
          "host, host:port or [address]:port");
    }
  }

  /// Where the colon before the port is: the last one, unless it lies in brackets.
  private static int portAt(String text) {
    var colon = text.lastIndexOf(':');
    return colon < text.lastIndexOf(']') ? -1 : colon;
  }

  private static int port(Token address, String text) throws InvalidConfigException {
    if (!text.matches("[0-9]{1,5}")) {
      throw unexpected(address, "host, host:port or [address]:port");
    }
    return Integer.parseInt(text);
  }

  private @Nullable String instance() throws InvalidConfigException {
    if (source.peek().kind() != Kind.EQUALS) {
      return null;
    }
    source.next();
    var instance = source.next();
    if (!instance.isText()) {
      throw unexpected(instance, "an instance's name behind =");
    }
    return instance.text();
  }

  private static Compression compression(Token token) throws InvalidConfigException {
    return switch (transport(token)) {
      case "gzip" -> Compression.GZIP;
      case "lz4" -> Compression.LZ4;
      case "snappy" -> Compression.SNAPPY;
      default -> Compression.NONE;
    };
  }

  private @Nullable TlsOptions tls() throws InvalidConfigException {
    if (takes("ssl")) {
      return new TlsOptions(Optional.empty(), Optional.empty(), Optional.empty(), true);
    }
    if (takes("mtls")) {
      return new TlsOptions(
          Optional.empty(),
          Optional.of(file("a certificate's file")),
          Optional.of(file("a key's file")),
          true);
    }
    return null;
  }

  private Path file(String what) throws InvalidConfigException {
    var token = source.next();
    if (!token.isText()) {
      throw unexpected(token, what);
    }
    return Path.of(token.text());
  }

  private boolean takes(String keyword) {
    if (!source.peek().is(keyword)) {
      return false;
    }
    source.next();
    return true;
  }

  private static InvalidConfigException unexpected(Token found, String expected) {
    return new InvalidConfigException(found.place(), found.found(), expected);
  }
}
