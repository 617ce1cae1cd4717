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
  private int unstorable;
  private int corrupt;

  void count(Shard.Offer offer) {
    switch (offer) {
      case ADDED -> added++;
      case REPLACED -> replaced++;
      case NO_ROOM -> noRoom++;
      case UNSTORABLE -> unstorable++;
      case CORRUPT -> corrupt++;
      case UNKNOWN_NAME -> throw new IllegalStateException("a name that was just admitted");
    }
  }

  int added() {
    return added;
  }

  void report(CacheLedger ledger) {
    if (replaced > 0) {
      ledger.countReplaced(replaced);
    }
    drop(ledger, DropReason.OVERFLOW, noRoom);
    drop(ledger, DropReason.UNSTORABLE, unstorable);
    drop(ledger, DropReason.CORRUPT, corrupt);
  }

  void clear() {
    added = 0;
    replaced = 0;
    noRoom = 0;
    unstorable = 0;
    corrupt = 0;
  }

  private static void drop(CacheLedger ledger, DropReason reason, int points) {
    if (points > 0) {
      ledger.countDropped(reason, points);
    }
  }
}
