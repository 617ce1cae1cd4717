// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.quota;

import java.util.BitSet;
import org.graphitestack.storage.limit.LimitBook;
import org.graphitestack.storage.limit.LimitRules;
import org.graphitestack.storage.limit.Measure;

/// Counts one request against the limits of the series it touches: once against each, however many
/// of its series they are. Thread-safe.
public final class QueryCharge {

  /// For requests that count against nothing.
  public static final QueryCharge NONE = new QueryCharge(LimitBook.of(LimitRules.NONE, () -> 0));

  private final LimitBook book;
  private final BitSet charged = new BitSet();

  /// Of a request that begins now.
  public QueryCharge(LimitBook book) {
    this.book = book;
  }

  /// Says that the request wants some series, or shows a branch.
  ///
  /// @throws OverQuotaException if their limit is used up
  public void touch(Iterable<String> names) {
    if (!book.isEmpty()) {
      names.forEach(this::touch);
    }
  }

  private void touch(String name) {
    var number = book.numberOf(name);
    if (number == 0) {
      return;
    }
    synchronized (charged) {
      if (charged.get(number)) {
        return;
      }
      charged.set(number);
    }
    var limit = book.use(number);
    var queries = limit.of(Measure.QUERIES);
    var now = book.now();
    if (!queries.tryTake(now)) {
      throw new OverQuotaException(
          limit.name(), queries.bound().hard(), name, queries.nanosUntilNext(now));
    }
  }
}
