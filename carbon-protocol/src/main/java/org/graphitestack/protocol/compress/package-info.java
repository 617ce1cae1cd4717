// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Compressed streams: made for destinations, and undone step by step for senders, with an upper
/// bound on the memory of each connection: whatever a stream claims, no more is inflated than is
/// asked for. Enter at [org.graphitestack.protocol.compress.Compression]. Knows nothing of sockets
/// or points.
@NullMarked
package org.graphitestack.protocol.compress;

import org.jspecify.annotations.NullMarked;
