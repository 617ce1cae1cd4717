// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

/// What names are wanted.
///
/// @param pattern what they match
/// @param narrowed whether only series with points of the window are
/// @param from start of the window in epoch seconds
/// @param until its end
/// @param most at most so many nodes of each server, and one more
/// @param check run every now and then; what it throws ends the search
public record NodeQuestion(
    String pattern, boolean narrowed, long from, long until, int most, Runnable check) {}
