// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Accepts, routes and spools points and delivers them by one runner per destination. Comes with
/// the spooling relay; until then the room only has its door.
@NullMarked
package org.graphitestack.relay;

import org.jspecify.annotations.NullMarked;
