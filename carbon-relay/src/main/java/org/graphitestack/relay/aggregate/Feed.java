// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

/// Where a name's points go.
///
/// @param rule the rule's place in the list
/// @param compute the place of the function in the rule
record Feed(int rule, int compute, OutputName output) {

  /// Bytes of one beside its output's name.
  private static final int BYTES = 80;

  long bytes() {
    return (long) BYTES + output.bytes.length;
  }

  boolean sameAs(Feed other) {
    return rule == other.rule && compute == other.compute && output.sameAs(other.output);
  }
}
