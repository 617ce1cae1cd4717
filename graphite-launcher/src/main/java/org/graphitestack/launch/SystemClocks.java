// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The machine's clocks: what all other modules get injected.
final class SystemClocks {

  private SystemClocks() {}

  static InstantSource wall() {
    return InstantSource.system();
  }

  @AllowForbidden("the launcher hands the machine's clock to everyone else")
  static LongSupplier nanos() {
    return System::nanoTime;
  }
}
