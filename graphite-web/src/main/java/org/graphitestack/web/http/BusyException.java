// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

/// Too much is going on; the client may come again in a moment. Answered with 503.
final class BusyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  BusyException(String message) {
    super(message);
  }
}
