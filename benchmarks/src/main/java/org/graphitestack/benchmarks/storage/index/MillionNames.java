// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.benchmarks.storage.index;

import java.util.List;
import java.util.Locale;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.index.NameIndex;

/// A million names of one kind.
public enum MillionNames {
  /// 10 000 hosts of 100 metrics in 10 groups: nodes are shared by many names.
  HOSTS {
    @Override
    String name(int i) {
      return String.format(
          Locale.ROOT, "servers.host%05d.%s.metric_%d", i / 100, GROUPS.get(i / 10 % 10), i % 10);
    }
  },
  /// One branch with a million leaves, each a text of its own.
  FLAT {
    @Override
    String name(int i) {
      return "flat.session_" + Integer.toHexString(i * 0x9E3779B9) + "_count";
    }
  },
  /// Tagged series, which stand under the hashes of their names.
  TAGGED {
    @Override
    String name(int i) {
      return "disk.used;dc=x;host=h" + i;
    }
  };

  private static final List<String> GROUPS =
      List.of(
          "cpu",
          "memory",
          "disk.sda",
          "disk.sdb",
          "network.eth0",
          "network.eth1",
          "load",
          "processes",
          "tcp",
          "udp");

  abstract String name(int i);

  void addTo(NameIndex index) {
    for (var i = 0; i < 1_000_000; i++) {
      index.add(new MetricPath(name(i)));
    }
  }
}
