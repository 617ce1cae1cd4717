// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

/// What an engine did since it was opened.
///
/// @param requests requests answered or refused
/// @param refused requests that were wrong or over their budget
/// @param abandoned requests whose client went away
/// @param joined requests answered by the computation of another
/// @param bytesInFlight memory that the values of requests take now
/// @param seriesRead series read from storage
/// @param pointsRead points read from storage
/// @param corruptReads reads left out because the stored bytes make no sense
/// @param unreadableReads reads left out because of any other fault of the storage
public record RenderStatistics(
    long requests,
    long refused,
    long abandoned,
    long joined,
    long bytesInFlight,
    long seriesRead,
    long pointsRead,
    long corruptReads,
    long unreadableReads) {}
