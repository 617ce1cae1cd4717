// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Brings what is spooled to its destination: one [Runner] each, with a connection and a thread of
/// its own, so that none waits for another.
@NullMarked
package org.graphitestack.relay.destination;

import org.jspecify.annotations.NullMarked;
