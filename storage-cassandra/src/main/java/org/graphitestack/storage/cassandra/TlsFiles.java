// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import java.nio.file.Path;
import java.util.Optional;

/// How connections to the cluster are encrypted.
///
/// @param trustStore whose certificates are believed (JKS or PKCS12); the JDK's authorities if it
///   is not named
/// @param trustStorePassword of that file
/// @param keyStore what this client shows, if the cluster wants to see a certificate
/// @param keyStorePassword of that file
/// @param hostNames whether a node's certificate has to name its address
public record TlsFiles(
    Optional<Path> trustStore,
    String trustStorePassword,
    Optional<Path> keyStore,
    String keyStorePassword,
    boolean hostNames) {

  /// Says no password.
  @Override
  public String toString() {
    return "TlsFiles[trustStore="
        + trustStore
        + ", keyStore="
        + keyStore
        + ", hostNames="
        + hostNames
        + "]";
  }
}
