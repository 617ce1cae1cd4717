// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/// Brings a database to the tables this version needs: runs the SQL files it has not seen, in their
/// order, all in one transaction, and notes each in `graphite_schema`.
final class Migrations {

  /// In their order. A file is never changed once it was released; what comes later is a new one.
  private static final List<String> FILES =
      List.of("0001-events.sql", "0002-dashboards.sql", "0003-users.sql");

  /// One number for everyone who migrates the same PostgreSQL database at once.
  private static final long LOCK = 0x47726170686974L;

  private final Dialect dialect;
  private final List<String> files;

  private Migrations(Dialect dialect, List<String> files) {
    this.dialect = dialect;
    this.files = files;
  }

  static Migrations of(Dialect dialect) {
    return new Migrations(dialect, FILES);
  }

  static Migrations of(Dialect dialect, List<String> files) {
    return new Migrations(dialect, files);
  }

  /// Runs what is missing; within a transaction of the handle.
  ///
  /// @throws StateException if the database was made by a later version
  void run(Handle handle) {
    if (dialect == Dialect.POSTGRESQL) {
      handle.createQuery("SELECT pg_advisory_xact_lock(:lock)").bind("lock", LOCK).mapToMap().one();
    }
    handle.execute(
        "CREATE TABLE IF NOT EXISTS graphite_schema"
            + " (version INTEGER PRIMARY KEY, name VARCHAR(100) NOT NULL)");
    var there =
        handle
            .createQuery("SELECT COALESCE(MAX(version), 0) FROM graphite_schema")
            .mapTo(Integer.class)
            .one();
    if (there > files.size()) {
      throw new StateException(
          "state: its tables have version "
              + there
              + " (expected: at most "
              + files.size()
              + "; a later version of graphite made them)");
    }
    for (var version = there + 1; version <= files.size(); version++) {
      var name = files.get(version - 1);
      for (var statement : statements(name)) {
        handle.execute(dialect.spelled(statement));
      }
      handle.execute("INSERT INTO graphite_schema (version, name) VALUES (?, ?)", version, name);
    }
  }

  /// A statement ends with a semicolon at the end of a line.
  private static List<String> statements(String name) {
    try (var in = Objects.requireNonNull(Migrations.class.getResourceAsStream(name), name)) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return List.of(text.replaceAll("(?m)^--.*$", "").split(";\\s*\n", 0)).stream()
          .map(String::strip)
          .filter(statement -> !statement.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
