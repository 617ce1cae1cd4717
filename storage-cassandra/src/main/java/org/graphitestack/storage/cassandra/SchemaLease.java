// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.graphitestack.storage.StorageUnreachableException;

/// The right to change something that only one node may change at a time: a row that is there or
/// not, which a lightweight transaction decides. It ends by itself if its holder dies.
final class SchemaLease {

  private static final int SECONDS = 120;
  private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  private final CqlSession session;
  private final String table;
  private final UUID holder = UUID.randomUUID();
  private final LongSupplier nanoTime;

  /// @param table of leases, with its keyspace
  SchemaLease(CqlSession session, String table, LongSupplier nanoTime) {
    this.session = session;
    this.table = table;
    this.nanoTime = nanoTime;
  }

  /// Something to do that may fail.
  interface Work {
    void run() throws IOException;
  }

  /// Whether there is nothing left to do.
  interface Done {
    boolean ask() throws IOException;
  }

  /// Does some work unless it is done; waits for whoever does it at the moment.
  void once(String name, Done done, Work work) throws IOException {
    var begun = nanoTime.getAsLong();
    while (!done.ask()) {
      if (take(name)) {
        try {
          if (!done.ask()) {
            work.run();
          }
        } finally {
          giveBack(name);
        }
        return;
      }
      if (nanoTime.getAsLong() - begun > Duration.ofSeconds(2L * SECONDS).toNanos()) {
        throw new StorageUnreachableException(
            table, "the lease " + name + " is held for minutes (expected: given back)", null);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /// Takes the lease if nobody has it.
  boolean take(String name) {
    return session
        .execute(
            statement(
                "INSERT INTO " + table + " (name, holder) VALUES (?, ?) IF NOT EXISTS USING TTL ?",
                name,
                holder,
                SECONDS))
        .wasApplied();
  }

  /// Gives a lease back that this holder has.
  void giveBack(String name) {
    session.execute(
        statement("DELETE FROM " + table + " WHERE name = ? IF holder = ?", name, holder));
  }

  private static SimpleStatement statement(String cql, Object... values) {
    return SimpleStatement.newInstance(cql, values).setIdempotent(false);
  }
}
