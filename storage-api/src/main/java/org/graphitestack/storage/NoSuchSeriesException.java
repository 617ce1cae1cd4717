// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import java.io.IOException;
import org.graphitestack.model.MetricPath;

/// A series that does not exist was written to, changed or removed.
public final class NoSuchSeriesException extends IOException {

  public NoSuchSeriesException(MetricPath path, String detail) {
    super("no such series: " + path + " (" + detail + ")");
  }
}
