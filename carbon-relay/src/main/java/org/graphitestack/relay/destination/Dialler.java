// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

import java.io.IOException;

/// Makes connections to one destination.
@FunctionalInterface
public interface Dialler {

  /// Connects, and greets where the protocol wants it.
  ///
  /// @throws IOException if the destination cannot be reached or does not answer as it should
  Wire dial() throws IOException;
}
