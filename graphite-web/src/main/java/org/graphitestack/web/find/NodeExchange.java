// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.find;

import java.io.IOException;
import org.graphitestack.web.format.TreeWriter;

/// Found nodes that are ready to be written for another node of a cluster.
@FunctionalInterface
public interface NodeExchange {

  /// Writes and flushes one list.
  void writeTo(TreeWriter out) throws IOException;
}
