// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

import org.graphitestack.storage.SeriesValues;

/// A series of another server.
///
/// @param name of the series
/// @param pattern which of the patterns asked for it answers
/// @param values of the window
/// @param consolidation name of the function that makes its values fewer, as the server has it
public record RemoteSeries(
    String name, String pattern, SeriesValues values, String consolidation) {}
