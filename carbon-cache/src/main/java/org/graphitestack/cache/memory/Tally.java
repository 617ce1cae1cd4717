// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

import org.graphitestack.cache.ledger.CacheLedger;
import org.graphitestack.cache.ledger.DropReason;

/// What became of the points of a batch, until it is reported in one go. Not thread-safe.
final class Tally {

  private int added;
  private int replaced;
  private int noRoom;

  void count(Shard.Offer offer) {
    switch (offer) {
      case ADDED -> added++;
      case REPLACED -> replaced++;
      case NO_ROOM -> noRoom++;
      case UNSTORABLE, CORRUPT, UNKNOWN_NAME ->
          throw new IllegalArgumentException("offer: " + offer + " (expected: one to be counted)");
    }
  }

  int added() {
    return added;
  }

  void report(CacheLedger ledger) {
    if (replaced > 0) {
      ledger.countReplaced(replaced);
    }
    if (noRoom > 0) {
      ledger.countDropped(DropReason.OVERFLOW, noRoom);
    }
  }

  void clear() {
    added = 0;
    replaced = 0;
    noRoom = 0;
  }
}
