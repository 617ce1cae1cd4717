// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;

/// Both directions of a connection, in the clear or inside TLS. Belongs to one thread; only
/// [#abandon] may be called from others.
interface Link extends AutoCloseable {

  /// Something that hands bytes to a channel, starting behind the first `done` ones.
  @FunctionalInterface
  interface Source {
    long transferTo(WritableByteChannel target, long done) throws IOException;
  }

  /// Writes all bytes of the buffer, or throws.
  ///
  /// @return how many these were
  int write(ByteBuffer bytes) throws IOException;

  /// Moves a source of that many bytes, or throws.
  void transfer(Source source, long length) throws IOException;

  /// Reads what has arrived, without waiting.
  ///
  /// @throws java.io.EOFException if the peer has closed the connection
  int read(ByteBuffer target) throws IOException;

  /// Waits until something arrives or the time is over.
  void awaitReadable(Duration atMost) throws IOException;

  /// Bytes handed to the kernel so far.
  long written();

  /// Of those, the ones the peer's kernel has acknowledged. May be asked after a failure too.
  long acknowledged();

  /// Makes a write that waits for the peer fail, now or when it comes.
  void abandon();

  @Override
  void close() throws IOException;
}
