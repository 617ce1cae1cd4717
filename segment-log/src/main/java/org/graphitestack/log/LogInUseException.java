// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.io.IOException;
import java.io.Serial;

/// Someone else already writes this log, or reads it under this name.
public final class LogInUseException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  LogInUseException(String message) {
    super(message);
  }
}
