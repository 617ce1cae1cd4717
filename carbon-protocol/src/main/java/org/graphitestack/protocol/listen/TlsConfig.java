// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import java.nio.file.Path;
import java.util.Optional;

/// TLS on a listener: 1.3 and 1.2, nothing older.
///
/// @param certificate PEM file with the listener's certificate, then those that signed it
/// @param key PEM file with its private key, PKCS #8, not encrypted
/// @param clientAuthorities PEM file with the authorities whose certificates senders have to show;
///   empty: anybody may send
public record TlsConfig(Path certificate, Path key, Optional<Path> clientAuthorities) {}
