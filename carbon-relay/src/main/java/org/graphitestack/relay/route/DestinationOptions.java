// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import org.graphitestack.protocol.compress.Compression;
import org.jspecify.annotations.Nullable;

/// How a destination is spoken to.
///
/// @param format what points look like on the wire: carbon's `DESTINATION_PROTOCOL`
/// @param compression of the stream as a whole
/// @param tls carbon's `DESTINATION_TRANSPORT = ssl`; null for plain TCP
public record DestinationOptions(Format format, Compression compression, @Nullable TlsOptions tls) {

  /// Plain lines over plain TCP.
  public static final DestinationOptions DEFAULT =
      new DestinationOptions(Format.PLAINTEXT, Compression.NONE, null);

  /// What points look like on the wire.
  public enum Format {
    /// `name value timestamp` lines.
    PLAINTEXT,
    /// Carbon's length-prefixed pickles.
    PICKLE,
    /// Carbon's length-prefixed protocol buffers.
    PROTOBUF,
    /// Lines in frames that the receiver acknowledges when it has journalled them.
    ACKNOWLEDGED
  }
}
