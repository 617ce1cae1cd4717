// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import java.util.List;

/// The stage in figures.
///
/// @param rules in their order
/// @param outputs series with open windows: carbon's allocatedBuffers
/// @param windows open windows
/// @param bufferedPoints points in open windows: carbon's bufferedDatapoints
/// @param bytes what windows, kept values and names of outputs take up
/// @param memoBytes what remembering names takes up
/// @param saves times the state was saved
/// @param failedSaves times it could not be
/// @param damagedStates saved states that could not be read when the stage was opened
public record AggregationFigures(
    List<RuleFigures> rules,
    long outputs,
    long windows,
    long bufferedPoints,
    long bytes,
    long memoBytes,
    long saves,
    long failedSaves,
    long damagedStates) {

  public AggregationFigures {
    rules = List.copyOf(rules);
  }
}
