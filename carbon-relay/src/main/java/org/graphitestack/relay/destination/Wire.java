// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

import java.io.IOException;
import org.graphitestack.log.LogRange;

/// A connection together with what is spoken on it. Belongs to the runner's thread.
public interface Wire extends AutoCloseable {

  /// Sends all lines of a range.
  ///
  /// @return the mark: once [#acknowledged] has reached it, the destination has the range
  long send(LogRange range) throws IOException;

  /// How far the destination has confirmed what was sent. May be asked after a failure too.
  long acknowledged();

  /// Looks whether the peer has answered or gone, without waiting.
  ///
  /// @throws IOException if the connection is of no use any more
  void poll() throws IOException;

  /// Makes a [#send] that waits for the peer fail. May be called from any thread.
  void abandon();

  @Override
  void close() throws IOException;
}
