// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.shadow;

import java.util.List;
import java.util.function.Supplier;

/// An answer that was given, and how to ask for it again.
///
/// @param query the request as the query of a `/render` that answers in JSON
/// @param now of the request, in epoch seconds
/// @param points how many there are at most
/// @param series what was answered, in its order
public record ShadowedAnswer(
    String query, long now, long points, Supplier<List<ShadowSeries>> series) {}
