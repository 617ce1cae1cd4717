// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol;

import java.util.ArrayList;
import java.util.List;

/// Remembers the reasons it hears, in order.
public final class Rejects implements RejectedInput {

  private final List<RejectReason> reasons = new ArrayList<>();

  @Override
  public void rejected(RejectReason reason, byte[] bytes, int offset, int length) {
    reasons.add(reason);
  }

  public List<RejectReason> reasons() {
    return reasons;
  }
}
