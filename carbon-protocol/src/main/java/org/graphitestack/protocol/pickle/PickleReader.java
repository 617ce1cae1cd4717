// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.pickle;

import java.util.Set;

/// Reads pickles of any shape within the closed subset, dictionaries included: what cache queries
/// and their answers are. Not for points, which [PickleDecoder] reads without allocating.
///
/// Reused from payload to payload by one thread.
public final class PickleReader {

  private final PickleMachine machine;

  /// A reader that refuses every class.
  ///
  /// @param maxValues most values on the stack at a time, and most that are remembered to be
  ///   referred to, >= 1
  public PickleReader(int maxValues) {
    this(maxValues, Set.of());
  }

  /// A reader for pickles that hold objects among data. Nothing is ever made of them: an object of
  /// one of these classes is a value without content, every other class is refused.
  ///
  /// @param maxValues most values on the stack at a time, and most that are remembered to be
  ///   referred to, >= 1
  /// @param passedOver classes as `module.name`
  public PickleReader(int maxValues, Set<String> passedOver) {
    if (maxValues < 1) {
      throw new IllegalArgumentException("maxValues: " + maxValues + " (expected: >= 1)");
    }
    this.machine = new PickleMachine(true, maxValues, passedOver);
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
