// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.frame;

import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.RejectedInput;

/// What is inside a frame: from one payload to points.
@FunctionalInterface
public interface PayloadDecoder {

  /// Adds the points of a payload.
  ///
  /// @param rejected hears of the payload, or of each entry, that was refused
  void decode(byte[] payload, int offset, int length, ReceivedPoints into, RejectedInput rejected);
}
