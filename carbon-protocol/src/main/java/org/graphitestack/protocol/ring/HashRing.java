// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.ring;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Chooses destinations for metric names.
///
/// Implementations don't change and may be asked by any thread. Names are hashed as they are given:
/// whoever wants tags in canonical order hands them over so.
public sealed interface HashRing permits ConsistentHashRing, FastHashRing, JumpHashRing {
  /// Chooses destinations for a name, the first one first, without allocating.
  ///
  /// @param name UTF-8
  /// @param chosen receives indexes into the list the ring was made of; at least [#mostChosen] long
  /// @return how many were chosen
  int choose(byte[] name, int offset, int length, int[] chosen);

  /// The most destinations one name can get.
  int mostChosen();

  /// Whether a choice costs so much that it is cheaper to look up what was chosen for a name
  /// before.
  boolean isDear();

  /// Chooses destinations for a name, for those who ask rarely.
  default int[] choose(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    int[] chosen = new int[mostChosen()];
    return Arrays.copyOf(chosen, choose(bytes, 0, bytes.length, chosen));
  }
}
