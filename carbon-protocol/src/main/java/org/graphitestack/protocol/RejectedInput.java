// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol;

/// Hears of every piece of input that is refused at the door.
@FunctionalInterface
public interface RejectedInput {

  /// One line, datagram, frame or point was refused.
  ///
  /// @param bytes holds the refused bytes, or the beginning of them; only valid during the call
  void rejected(RejectReason reason, byte[] bytes, int offset, int length);
}
