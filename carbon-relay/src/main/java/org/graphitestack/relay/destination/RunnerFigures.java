// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What one runner did since it was started.
///
/// @param state what it is at
/// @param since when that began
/// @param connects connections made
/// @param failures connections that broke or could not be made
/// @param lastError what went wrong last, with the time; null if nothing has
/// @param sentPoints handed to the destination's connection, again ones included
/// @param sentBytes of lines, likewise
/// @param unacknowledgedBytes of the spool, sent and not confirmed by the destination yet
public record RunnerFigures(
    RunnerState state,
    Instant since,
    long connects,
    long failures,
    @Nullable LastError lastError,
    long sentPoints,
    long sentBytes,
    long unacknowledgedBytes) {

  /// A failure and when it happened.
  public record LastError(String message, Instant at) {}
}
