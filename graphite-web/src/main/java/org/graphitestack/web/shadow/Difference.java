// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.shadow;

/// A difference that was found.
///
/// @param time when, in epoch seconds
/// @param kind what
/// @param query of the request, as both servers can be asked again
/// @param detail the first place where it is so
public record Difference(long time, DifferenceKind kind, String query, String detail) {}
