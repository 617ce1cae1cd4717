// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import java.nio.file.Path;
import java.util.Optional;

/// TLS towards a destination.
///
/// @param trustedCertificates PEM file of those who may vouch for it; empty: those the JDK trusts
/// @param certificate PEM file of our own certificate, for peers that ask
/// @param key PEM file of its private key
/// @param verifyHost whether the certificate has to name the destination's host
public record TlsOptions(
    Optional<Path> trustedCertificates,
    Optional<Path> certificate,
    Optional<Path> key,
    boolean verifyHost) {

  public TlsOptions {
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException(
          certificate.isPresent()
              ? "certificate without key (expected: both or none)"
              : "key without certificate (expected: both or none)");
    }
  }
}
