// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import java.time.InstantSource;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.pickle.PickleDecoder;
import org.graphitestack.protocol.protobuf.ProtobufDecoder;

/// What all connections of one event loop share, because only one of them is read at a time.
final class LoopState {

  /// Bytes taken from a socket at once.
  static final int READ_SIZE = 65_536;

  final byte[] bytes = new byte[READ_SIZE];
  final byte[] inflated = InflateHandler.room();
  final ReceivedPoints points;
  final PickleDecoder pickles;
  final ProtobufDecoder protobufs;

  LoopState(InstantSource clock, ReceivedPoints points) {
    this.points = points;
    pickles = new PickleDecoder(clock);
    protobufs = new ProtobufDecoder(clock);
  }
}
