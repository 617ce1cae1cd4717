// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

/// The only place that ends the process.
final class ProcessExit {

  private ProcessExit() {}

  @AllowForbidden("this is the launcher's one exit")
  static void with(int status) {
    System.exit(status);
  }
}
