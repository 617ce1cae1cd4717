// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.graphitestack.protocol.tls.TlsClient;

/// Whom servers that are asked by https have to be vouched for, and what they are shown.
///
/// @param authorities PEM file of those who may vouch for them; those the JDK trusts if empty
/// @param certificate PEM file of our own certificate, for servers that want to see one
/// @param key PEM file of its private key
public record ServerTrust(
    Optional<Path> authorities, Optional<Path> certificate, Optional<Path> key) {

  /// What the JDK trusts, and nothing to show.
  public static final ServerTrust USUAL =
      new ServerTrust(Optional.empty(), Optional.empty(), Optional.empty());

  public ServerTrust {
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException(
          certificate.isPresent()
              ? "certificate without key (expected: both or none)"
              : "key without certificate (expected: both or none)");
    }
  }

  /// The files that are read.
  public List<Path> files() {
    return Stream.of(authorities, certificate, key).flatMap(Optional::stream).toList();
  }

  /// Reads the files.
  ///
  /// @throws IOException if one cannot be used; the message names it
  public SSLContext open() throws IOException {
    return TlsClient.open(authorities, certificate, key, true).context();
  }
}
