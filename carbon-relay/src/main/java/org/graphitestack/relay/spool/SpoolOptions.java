// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.spool;

import java.nio.file.Path;
import org.graphitestack.log.LogOptions;

/// How destinations are spooled.
///
/// @param folder holds a folder for each destination; carbon.conf key SPOOL_DIR
/// @param log sizes, caps, policy when full and force of each destination's spool; SPOOL_MAX_BYTES,
///   SPOOL_MAX_AGE, SPOOL_WHEN_FULL, SPOOL_FORCE, SPOOL_MIN_FREE_BYTES, SPOOL_SEGMENT_BYTES
public record SpoolOptions(Path folder, LogOptions log) {

  /// Spools in a folder with the log's defaults.
  public static SpoolOptions in(Path folder) {
    return new SpoolOptions(folder, LogOptions.defaults());
  }
}
