// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.convert;

import java.io.IOException;
import org.graphitestack.storage.StorageEngine;

/// Opens clusters.
interface Clusters {

  /// Opens a cluster, which the caller closes.
  ///
  /// @param contactPoints hosts, maybe with ports, with commas
  /// @throws IOException if the cluster does not answer
  StorageEngine open(String contactPoints) throws IOException;
}
