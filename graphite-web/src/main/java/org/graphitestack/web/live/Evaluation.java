// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.live;

import java.util.function.BooleanSupplier;
import org.graphitestack.web.format.SeriesSnapshot;

/// What a followed graph shows at the moment.
@FunctionalInterface
public interface Evaluation {

  /// Evaluates it; takes as long as that takes.
  ///
  /// @param gone whether nobody follows it any more; asked every now and then
  /// @throws UnanswerableException if it cannot be shown, or not now
  SeriesSnapshot now(BooleanSupplier gone) throws UnanswerableException;
}
