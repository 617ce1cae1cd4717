// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Where points wait for a destination: a folder of segment logs each, and nothing in memory. Enter
/// at [Spool]. Knows nothing of sockets.
@NullMarked
package org.graphitestack.relay.spool;

import org.jspecify.annotations.NullMarked;
