// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.state;

/// The store of the web's own state cannot be used; the message says why and holds no password.
public final class StateException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public StateException(String message) {
    super(message);
  }

  public StateException(String message, Throwable cause) {
    super(message, cause);
  }
}
