// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import java.nio.file.Path;

/// A saved state that is not what was written. The message says where, what was found and what was
/// expected.
final class DamagedStateException extends Exception {

  DamagedStateException(Path file, long offset, String found, String expected) {
    super(file + " at byte " + offset + ": " + found + " (expected: " + expected + ")");
  }
}
