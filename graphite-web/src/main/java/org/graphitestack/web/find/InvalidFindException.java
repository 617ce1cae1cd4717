// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.find;

/// A find that cannot be answered; the message says what was found and what was expected.
public final class InvalidFindException extends RuntimeException {

  private static final long serialVersionUID = 1;

  InvalidFindException(String message) {
    super(message);
  }

  InvalidFindException(String message, Throwable cause) {
    super(message, cause);
  }
}
