// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/// What a log asks of the world.
///
/// @param clock wall time, for the age of points
/// @param nanoTime elapsed time, for intervals
/// @param usableBytes free space of the disk that holds the log, in bytes; negative if unknown,
///   which is taken for enough
public record LogEnvironment(
    InstantSource clock, LongSupplier nanoTime, LongSupplier usableBytes) {}
