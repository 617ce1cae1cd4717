// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

/// Nothing is known because no server of the cluster answered; or an answer would not be whole, and
/// only whole ones are wanted. Not the same as an empty answer.
public final class UnreachableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnreachableException(String message) {
    super(message);
  }
}
