// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

/// A time that cannot be read; the message says what was found.
public final class InvalidTimeException extends InvalidRenderException {

  InvalidTimeException(String message) {
    super(message);
  }
}
