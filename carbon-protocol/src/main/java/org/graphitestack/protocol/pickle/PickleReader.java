// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.pickle;

/// Reads pickles of any shape within the closed subset, dictionaries included: what cache queries
/// and their answers are. Not for points, which [PickleDecoder] reads without allocating.
///
/// Reused from payload to payload by one thread.
public final class PickleReader {

  private final PickleMachine machine;

  /// @param maxValues most values on the stack at a time, and most that are remembered to be
  ///   referred to, >= 1
  public PickleReader(int maxValues) {
    if (maxValues < 1) {
      throw new IllegalArgumentException("maxValues: " + maxValues + " (expected: >= 1)");
    }
    this.machine = new PickleMachine(true, maxValues);
  }

  /// Reads one payload.
  ///
  /// @return its value, a view that is valid until the next call
  /// @throws MalformedPickleException if it is none, or asks for more than data
  public PickleValue read(byte[] payload, int offset, int length) throws MalformedPickleException {
    return new PickleValue(machine, machine.run(payload, offset, length));
  }

  /// Lets go of the payload and of what was read from it.
  public void forget() {
    machine.forget();
  }
}
