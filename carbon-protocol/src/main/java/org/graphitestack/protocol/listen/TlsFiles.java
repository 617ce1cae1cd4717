// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads certificates and keys, and says which file is at fault if it cannot.
final class TlsFiles {

  private TlsFiles() {}

  static SslContext open(TlsConfig config) throws IOException {
    requireReadable(config.certificate(), "certificate");
    requireReadable(config.key(), "private key");
    SslContextBuilder builder;
    try {
      builder = SslContextBuilder.forServer(config.certificate().toFile(), config.key().toFile());
    } catch (IllegalArgumentException unusable) {
      throw unusable(
          config.certificate() + " with " + config.key(),
          "a PEM certificate and its PKCS #8 key",
          unusable);
    }
    if (config.clientAuthorities().isPresent()) {
      var authorities = config.clientAuthorities().get();
      requireReadable(authorities, "client authorities");
      try {
        builder.trustManager(authorities.toFile()).clientAuth(ClientAuth.REQUIRE);
      } catch (IllegalArgumentException unusable) {
        throw unusable(authorities.toString(), "PEM certificates", unusable);
      }
    }
    try {
      return builder.protocols("TLSv1.3", "TLSv1.2").build();
    } catch (IOException unusable) {
      throw unusable(config.certificate() + " with " + config.key(), "a key that fits", unusable);
    }
  }

  private static void requireReadable(Path file, String what) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException(what + ": " + file + " (expected: a readable file)");
    }
  }

  private static IOException unusable(String found, String expected, Exception cause) {
    return new IOException(
        "TLS: " + found + " (expected: " + expected + "): " + cause.getMessage(), cause);
  }
}
