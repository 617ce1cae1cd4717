// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

/// A graph parameter, or a drawing option of a series, that cannot be drawn.
public final class GraphParameterException extends IllegalArgumentException {

  private final String parameter;

  GraphParameterException(String parameter, String found, String expected) {
    super(parameter + ": " + found + " (expected: " + expected + ")");
    this.parameter = parameter;
  }

  /// Name of the request parameter or drawing option.
  public String parameter() {
    return parameter;
  }
}
