// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

/// A daemon cannot start because of something its owner can mend; the message is the one line they
/// see.
final class StartFailure extends RuntimeException {

  StartFailure(String message) {
    super(message);
  }

  StartFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
