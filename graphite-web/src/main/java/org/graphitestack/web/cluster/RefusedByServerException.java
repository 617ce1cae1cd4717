// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

/// A server of the cluster answered that the request is wrong, or over its limits: asking others
/// would not make it right.
public final class RefusedByServerException extends RuntimeException {

  private static final long serialVersionUID = 1;

  RefusedByServerException(String server, String message) {
    super(server + ": " + message);
  }
}
