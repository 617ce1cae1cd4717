// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.compress;

/// One compressed stream, undone as far as one likes.
///
/// ```
/// feed(piece) -> read() > 0 ... read() == 0 -> feed(next piece)
/// ```
///
/// Keeps what it needs of a stream's past, never what is still to be inflated. Not thread-safe.
public interface Decompressor extends AutoCloseable {

  /// Gives the next piece of the stream, once [#read] has said 0. The array is read until then.
  void feed(byte[] bytes, int offset, int length);

  /// Inflates the next bytes.
  ///
  /// @param target gets them from its beginning
  /// @return how many; 0 if the piece is used up
  /// @throws DamagedStreamException if the stream cannot be followed any further
  int read(byte[] target) throws DamagedStreamException;

  /// Lets go of memory outside the heap.
  @Override
  void close();
}
