// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.live;

/// A graph cannot be shown; the message says why and is for who follows it.
public final class UnanswerableException extends Exception {

  private static final long serialVersionUID = 1L;

  public UnanswerableException(String message, Throwable cause) {
    super(message, cause);
  }
}
