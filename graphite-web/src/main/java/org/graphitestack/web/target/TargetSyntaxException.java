// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.target;

/// A target that cannot be read; the message says where, what was found and what was expected.
public final class TargetSyntaxException extends Exception {

  private final int position;

  TargetSyntaxException(int position, String found, String expected) {
    super(
        "cannot read the target at character "
            + (position + 1)
            + ": found "
            + found
            + " (expected: "
            + expected
            + ")");
    this.position = position;
  }

  /// Index of the character that does not fit.
  public int position() {
    return position;
  }
}
