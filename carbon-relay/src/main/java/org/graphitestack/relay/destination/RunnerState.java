// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

/// What a runner is at.
public enum RunnerState {
  /// Dials.
  CONNECTING,
  /// Delivers, or has nothing to deliver.
  CONNECTED,
  /// Waits before it dials again.
  WAITING,
  /// Has ended.
  CLOSED
}
