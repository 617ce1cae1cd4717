// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

/// How a batch of points comes in.
///
/// @param now seconds since the cache was opened
/// @param room whether points that replace none may be added
/// @param mark where the journal has them
record Arrival(int now, boolean room, int mark) {}
