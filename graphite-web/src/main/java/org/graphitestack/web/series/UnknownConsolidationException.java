// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.series;

/// A series is to be consolidated by a function that does not exist.
public final class UnknownConsolidationException extends RuntimeException {

  UnknownConsolidationException(String name) {
    super(
        "Invalid consolidation function: '"
            + name
            + "' (expected one of: "
            + Consolidation.names()
            + ")");
  }
}
