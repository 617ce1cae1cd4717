// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.pickle;

import org.graphitestack.protocol.RejectReason;

/// A frame whose payload is refused as a whole. Carries no stack trace: it is thrown for what
/// strangers send, as often as they like.
public final class MalformedPickleException extends Exception {

  private final RejectReason reason;

  MalformedPickleException(RejectReason reason, String detail) {
    super(reason.sentence() + ": " + detail, null, false, false);
    this.reason = reason;
  }

  /// Under which it is counted.
  public RejectReason reason() {
    return reason;
  }
}
