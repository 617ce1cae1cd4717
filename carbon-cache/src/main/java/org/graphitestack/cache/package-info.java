// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Points between the socket and the disk. Enter at [org.graphitestack.cache.CarbonCache]; its
/// rooms are `memory` (points by series), `write` (from memory into storage) and `schema` (which
/// layout a new series gets). Knows the storage contract, no engine and no file.
@NullMarked
package org.graphitestack.cache;

import org.jspecify.annotations.NullMarked;
