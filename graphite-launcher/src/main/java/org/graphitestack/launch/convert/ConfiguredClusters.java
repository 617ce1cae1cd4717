// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.graphitestack.storage.StorageEngine;
import org.jspecify.annotations.Nullable;

/// Opens clusters as daemons do: by section `[cassandra]` of a carbon.conf.
public interface ConfiguredClusters {

  /// Opens a cluster, which the caller closes.
  ///
  /// @param contactPoints in place of the section's
  /// @param carbonConf null for the defaults of all other keys
  /// @param settings `cassandra.KEY=VALUE`, which override the file
  /// @throws IOException if the cluster does not answer
  StorageEngine open(String contactPoints, @Nullable Path carbonConf, List<String> settings)
      throws IOException;
}
