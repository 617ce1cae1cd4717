// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// The durable append-only log that the relay's spool and the cache's journal share.
///
/// Enter by [org.graphitestack.log.SegmentLog]: several threads append batches, each
/// [org.graphitestack.log.LogReader] takes ranges of bytes and moves a durable cursor. Segments
/// hold the wire format itself; what is known about it besides (blocks, checksums, arrival times)
/// stands in an index file next to each. The bytes on disk are drawn in `docs/segment-log.md`.
///
/// This room knows no metric, no protocol and no socket: records are bytes, a
/// [org.graphitestack.log.RecordFormat] tells where one ends when an index was lost.
@NullMarked
package org.graphitestack.log;

import org.jspecify.annotations.NullMarked;
