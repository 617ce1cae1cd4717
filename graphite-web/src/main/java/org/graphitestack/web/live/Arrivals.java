// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.live;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// Whether points have come in. Asked a few times a second while somebody follows a graph, and
/// never otherwise; thread-safe.
@FunctionalInterface
public interface Arrivals {

  /// Points come in where this process cannot see it.
  Arrivals ELSEWHERE = OptionalLong::empty;

  /// A number that is another one whenever points have come in; empty if that is not known.
  OptionalLong count();

  /// Points that are counted in this process.
  static Arrivals counted(LongSupplier count) {
    return () -> OptionalLong.of(count.getAsLong());
  }
}
