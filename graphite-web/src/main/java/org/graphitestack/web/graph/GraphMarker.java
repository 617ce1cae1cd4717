// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

/// Something that happened, shown across the lines: a labelled vertical line, or a band if it
/// lasted.
///
/// @param start epoch seconds
/// @param end epoch seconds, >= `start`; the same for a moment
/// @param label one line of text
public record GraphMarker(double start, double end, String label) {

  public GraphMarker {
    if (end < start) {
      throw new IllegalArgumentException("end: " + end + " (expected: >= " + start + ")");
    }
  }
}
