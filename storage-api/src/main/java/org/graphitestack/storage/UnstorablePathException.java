// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import java.io.IOException;
import org.graphitestack.model.MetricPath;

/// A name that this engine can never store, for instance because a node is longer than a file name
/// may be.
public final class UnstorablePathException extends IOException {

  public UnstorablePathException(MetricPath path, String detail) {
    super("cannot be stored: " + path + " (" + detail + ")");
  }
}
