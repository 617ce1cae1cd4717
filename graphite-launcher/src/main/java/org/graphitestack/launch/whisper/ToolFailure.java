// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.whisper;

/// A tool cannot do what was asked; the message is for the user.
final class ToolFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// Whether the message goes out without `[ERROR]`, as some of Python's do.
  private final boolean bare;

  ToolFailure(String message) {
    this(message, false);
  }

  ToolFailure(String message, boolean bare) {
    super(message);
    this.bare = bare;
  }

  String line() {
    return (bare ? "" : "[ERROR] ") + getMessage();
  }
}
