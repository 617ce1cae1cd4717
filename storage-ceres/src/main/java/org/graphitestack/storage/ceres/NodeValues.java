// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

/// Values as Python's library reads them: unlike in any other answer here there may be more of them
/// than steps between `from` and `until`, where steps are mixed.
///
/// @param from epoch second of the first
/// @param until the end that was asked for
/// @param step seconds from one to the next
/// @param values NaN where nothing is known; not copied
public record NodeValues(long from, long until, int step, double[] values) {}
