// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// What this process uses of the machine.
interface ProcessFigures {

  /// CPU time used since the start, in nanoseconds.
  long cpuNanos();

  /// Bytes of memory taken from the system.
  long memoryBytes();

  /// As the JVM tells it: heap and other areas it has committed. Carbon's resident size also counts
  /// thread stacks and mapped files.
  static ProcessFigures ofThisJvm() {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    var memory = ManagementFactory.getMemoryMXBean();
    return new ProcessFigures() {
      @Override
      public long cpuNanos() {
        return system.getProcessCpuTime();
      }

      @Override
      public long memoryBytes() {
        return memory.getHeapMemoryUsage().getCommitted()
            + memory.getNonHeapMemoryUsage().getCommitted();
      }
    };
  }
}
