// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

/// A request whose parameters make no sense: answered with 400 and the text `Invalid parameters
/// (message)`.
public final class InvalidParametersException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public InvalidParametersException(String message) {
    super(message);
  }

  public InvalidParametersException(String message, Throwable cause) {
    super(message, cause);
  }
}
