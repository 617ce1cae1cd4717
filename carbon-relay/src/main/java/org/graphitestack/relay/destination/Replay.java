// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

/// What a destination gets first when it is back and points have waited.
public enum Replay {
  /// The oldest points first: each metric's points arrive in order.
  IN_ORDER,
  /// The points that come in now first, those that have waited in between: graphs are live at once,
  /// and their gap fills from its beginning.
  LIVE_FIRST
}
