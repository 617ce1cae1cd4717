// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import java.nio.file.Path;
import java.util.Optional;
import org.graphitestack.protocol.compress.Compression;

/// How the bytes of a listener for streams travel.
///
/// @param compression what every sender there uses
/// @param tls inside which the compressed bytes travel; empty: in the clear
/// @param unixSocket a path to listen on instead of an address
public record StreamTransport(
    Compression compression, Optional<TlsConfig> tls, Optional<Path> unixSocket) {

  /// TCP, neither compressed nor encrypted.
  public static final StreamTransport PLAIN =
      new StreamTransport(Compression.NONE, Optional.empty(), Optional.empty());

  /// The same with all senders compressing.
  public StreamTransport with(Compression other) {
    return new StreamTransport(other, tls, unixSocket);
  }

  /// The same inside TLS.
  public StreamTransport with(TlsConfig other) {
    return new StreamTransport(compression, Optional.of(other), unixSocket);
  }

  /// The same on a unix socket.
  public StreamTransport on(Path path) {
    return new StreamTransport(compression, tls, Optional.of(path));
  }
}
