// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.login;

import java.time.Duration;

/// A login that did not work. It never tells whether there is such a user.
public final class RefusedLoginException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// Zero if at once.
  private final transient Duration again;

  RefusedLoginException(String message, Duration again) {
    super(message);
    this.again = again;
  }

  /// When to try again; zero for at once.
  public Duration again() {
    return again;
  }
}
