// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Certificates and keys from PEM files, and what TLS towards others is made of. Enter by
/// [org.graphitestack.protocol.tls.TlsClient]. Knows nothing of sockets.
@NullMarked
package org.graphitestack.protocol.tls;

import org.jspecify.annotations.NullMarked;
