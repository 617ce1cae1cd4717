// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

/// A request that needs more than its budget; the message names the limit, its figure, and what was
/// asked.
public final class OverBudgetException extends InvalidRenderException {

  OverBudgetException(String limit, String found, String allowed, String where) {
    super(limit + ": " + found + " (expected: <= " + allowed + ") in " + where);
  }
}
