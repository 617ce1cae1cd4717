// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.nio.file.Path;

/// Something in a log's files that is not as it was written.
///
/// @param offset where in the file
public record LogDamage(Path file, long offset, String found, String expected) {
  @Override
  public String toString() {
    return file + ": " + found + " at offset " + offset + " (expected: " + expected + ")";
  }
}
