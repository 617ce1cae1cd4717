// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// The durable append-only log that the relay's spool and the cache's journal share: segments in
/// wire format, block index, cursors. Comes with the spooling relay; until then the room only has
/// its door.
@NullMarked
package org.graphitestack.log;

import org.jspecify.annotations.NullMarked;
