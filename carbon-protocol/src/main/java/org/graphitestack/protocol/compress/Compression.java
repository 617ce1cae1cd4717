// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.compress;

/// How a connection's bytes are compressed. carbon-c-relay names all but zstd.
public enum Compression {
  /// Not at all.
  NONE("plain"),
  /// RFC 1952, any number of members.
  GZIP("gzip"),
  /// LZ4 frames, blocks linked or not.
  LZ4("lz4"),
  /// Zstandard frames with windows of up to 8 MiB.
  ZSTD("zstd"),
  /// Snappy, its framing format or bare blocks one behind the other as carbon-c-relay sends them.
  SNAPPY("snappy");

  private final String label;

  Compression(String label) {
    this.label = label;
  }

  /// The word for configuration and logs.
  public String label() {
    return label;
  }

  /// Begins with a new stream.
  ///
  /// @throws IllegalStateException for [#NONE], where there is nothing to undo
  public Decompressor open() {
    return switch (this) {
      case NONE -> throw new IllegalStateException("compression: plain (expected: any other)");
      case GZIP -> new GzipDecompressor();
      case LZ4 -> new Lz4Decompressor();
      case ZSTD -> new ZstdDecompressor();
      case SNAPPY -> new SnappyDecompressor();
    };
  }
}
