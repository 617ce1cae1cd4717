// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import org.jspecify.annotations.Nullable;

/// A request that cannot be answered as it stands: a wrong target, parameter or time, or more data
/// than a request may have. The message says what was found and what was expected; it becomes a
/// 400.
public class InvalidRenderException extends RuntimeException {

  private final @Nullable String function;

  public InvalidRenderException(String message) {
    this(message, null);
  }

  /// @param function the call that failed, as the answer shows it
  public InvalidRenderException(String message, @Nullable String function) {
    super(message);
    this.function = function;
  }

  /// The call that failed, or null if it is not about a call.
  public @Nullable String function() {
    return function;
  }
}
