// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.upkeep;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The machine's clocks, for commands.
public final class MachineClocks {

  private MachineClocks() {}

  public static InstantSource wall() {
    return InstantSource.system();
  }

  @AllowForbidden("commands run by the machine's clock")
  public static LongSupplier nanos() {
    return System::nanoTime;
  }
}
