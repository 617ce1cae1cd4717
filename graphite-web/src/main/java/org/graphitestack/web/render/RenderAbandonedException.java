// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

/// Nobody waits for the answer any more, so that the rest of the work was left undone.
public final class RenderAbandonedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  RenderAbandonedException(String where) {
    super("the client has gone, at " + where);
  }
}
