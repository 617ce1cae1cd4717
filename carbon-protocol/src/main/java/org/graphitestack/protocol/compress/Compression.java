// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.compress;

import java.io.IOException;
import java.io.OutputStream;

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

  /// Begins with a new stream to be undone.
  ///
  /// @throws IllegalStateException for [#NONE], where there is nothing to undo
  public Decompressor open() {
    return switch (this) {
      case NONE -> throw plain();
      case GZIP -> new GzipDecompressor();
      case LZ4 -> new Lz4Decompressor();
      case ZSTD -> new ZstdDecompressor();
      case SNAPPY -> new SnappyDecompressor();
    };
  }

  /// Begins a stream that goes to `target`.
  ///
  /// After a flush the receiver can undo every byte written before. A stream lasts as long as its
  /// connection and is given no end; closing it lets go of its memory, and leaves `target` alone.
  ///
  /// @throws IllegalStateException for [#NONE]
  public OutputStream compress(OutputStream target) throws IOException {
    return switch (this) {
      case NONE -> throw plain();
      case GZIP -> new GzipCompressor(target);
      case LZ4 -> new Lz4Compressor(target);
      case ZSTD -> new ZstdCompressor(target);
      case SNAPPY -> new SnappyCompressor(target);
    };
  }

  private static IllegalStateException plain() {
    return new IllegalStateException("compression: plain (expected: any other)");
  }
}
