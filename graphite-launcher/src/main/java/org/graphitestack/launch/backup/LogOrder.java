// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.backup;

import java.util.Comparator;

/// The order in which the files of a segment log are copied: cursors first, so that nothing they
/// are past is missed, then the segments from the oldest, each index before its segment.
final class LogOrder {

  static final Comparator<String> ORDER =
      Comparator.<String, Boolean>comparing(name -> !name.endsWith(".cursor"))
          .thenComparing(name -> name.substring(0, name.lastIndexOf('.')))
          .thenComparing(name -> name.endsWith(".segment"));

  private LogOrder() {}

  static boolean isPart(String name) {
    return name.endsWith(".cursor") || name.endsWith(".index") || name.endsWith(".segment");
  }
}
