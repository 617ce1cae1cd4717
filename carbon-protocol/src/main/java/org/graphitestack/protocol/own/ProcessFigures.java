// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.own;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// What this process uses of the machine.
public interface ProcessFigures {

  /// CPU time used since the start, in nanoseconds.
  long cpuNanos();

  /// Bytes of memory the process occupies.
  long memoryBytes();

  /// Of this JVM. Memory is the resident size where the kernel tells it (Linux), as carbon's; else
  /// what the JVM has committed.
  static ProcessFigures ofThisJvm() {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new ProcessFigures() {
      @Override
      public long cpuNanos() {
        return system.getProcessCpuTime();
      }

      @Override
      public long memoryBytes() {
        var resident = ResidentSize.bytes();
        return resident > 0 ? resident : ResidentSize.committed();
      }
    };
  }

  /// How much memory the process occupies.
  final class ResidentSize {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String KEY = "VmRSS:";
    private static final long KIBIBYTE = 1024;

    private ResidentSize() {}

    /// `VmRSS` of proc(5); 0 where there is none.
    static long bytes() {
      // Not Files.readString: of a file without a size it may read the beginning alone.
      try (var status = Files.newBufferedReader(STATUS)) {
        for (var line = status.readLine(); line != null; line = status.readLine()) {
          if (line.startsWith(KEY)) {
            return Long.parseLong(line.replaceAll("[^0-9]", "")) * KIBIBYTE;
          }
        }
        return 0;
      } catch (IOException | NumberFormatException _) {
        return 0;
      }
    }

    static long committed() {
      var memory = ManagementFactory.getMemoryMXBean();
      return memory.getHeapMemoryUsage().getCommitted()
          + memory.getNonHeapMemoryUsage().getCommitted();
    }
  }
}
