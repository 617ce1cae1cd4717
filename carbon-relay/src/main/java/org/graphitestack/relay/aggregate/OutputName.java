// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.graphitestack.protocol.NameHash;

/// The name of an output with its hash. Immutable: nobody writes to the bytes.
final class OutputName {

  final byte[] bytes;
  final long hash;

  private OutputName(byte[] bytes) {
    this.bytes = bytes;
    this.hash = NameHash.OF_PROCESS.of(bytes, 0, bytes.length);
  }

  static OutputName of(byte[] bytes) {
    return new OutputName(bytes);
  }

  static OutputName of(String name) {
    return new OutputName(name.getBytes(StandardCharsets.UTF_8));
  }

  boolean sameAs(OutputName other) {
    return this == other || (hash == other.hash && Arrays.equals(bytes, other.bytes));
  }

  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
