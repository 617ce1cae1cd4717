// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.state;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// The database of the web's own state, opened when it is first needed: a process that nobody asks
/// for events never opens it, and one that starts does not wait for it. Thread-safe.
///
/// SQLite runs in WAL mode with a handful of connections: readers never wait for the writer,
/// writers take turns. A database that cannot be opened is tried again by the next who needs it.
public final class StateStore implements AutoCloseable {

  private static final System.Logger log = System.getLogger(StateStore.class.getName());

  private static final int CONNECTIONS = 4;
  private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(10);
  private static final Duration WAIT_FOR_WRITER = Duration.ofSeconds(8);

  private final StateAddress address;
  private final ReentrantLock opening = new ReentrantLock();
  private volatile @Nullable Opened opened;
  private boolean closed;

  private record Opened(Jdbi jdbi, HikariDataSource pool) {}

  private StateStore(StateAddress address) {
    this.address = address;
  }

  /// A store that opens its database when it is first used.
  public static StateStore at(StateAddress address) {
    return new StateStore(address);
  }

  /// Opens the database beside whatever else goes on, so that the first who asks need not wait.
  public void warmUp() {
    Thread.ofPlatform()
        .daemon()
        .name("state-warm-up")
        .start(
            () -> {
              try {
                open();
              } catch (StateException e) {
                log.log(WARNING, String.valueOf(e.getMessage()));
              }
            });
  }

  /// What a query finds.
  ///
  /// @throws StateException if the database cannot be used
  public <T> T reading(HandleCallback<T, RuntimeException> query) {
    try {
      return open().jdbi().withHandle(query);
    } catch (JdbiException e) {
      throw failed(e);
    }
  }

  /// Changes something, all of it or nothing.
  ///
  /// @throws StateException if the database cannot be used
  public <T> T writing(HandleCallback<T, RuntimeException> change) {
    try {
      return open().jdbi().inTransaction(change);
    } catch (JdbiException e) {
      throw failed(e);
    }
  }

  /// Writes a copy of the SQLite database as it is now, while it is used; a file that is there is
  /// kept.
  ///
  /// @throws StateException if it is no SQLite database, or the copy cannot be written
  public void backUp(Path copy) {
    if (address.file().isEmpty()) {
      throw new StateException(
          "state: " + address + " (expected: SQLite; pg_dump copies this one)");
    }
    if (!Files.isRegularFile(address.file().get())) {
      throw new StateException("state: " + address + " is not there (expected: a database)");
    }
    if (Files.exists(copy)) {
      throw new StateException("state: " + copy + " is there (expected: a new file)");
    }
    reading(handle -> handle.execute("VACUUM INTO ?", copy.toAbsolutePath().toString()));
  }

  /// Replaces all that is in the SQLite database by a copy, also while it is used, and brings its
  /// tables to this version.
  ///
  /// @throws StateException if the copy is none, or the database cannot be used
  public void restore(Path copy) {
    if (address.file().isEmpty()) {
      throw new StateException(
          "state: " + address + " (expected: SQLite; pg_restore fills this one)");
    }
    check(copy);
    reading(
        handle -> {
          try (var statement = handle.getConnection().createStatement()) {
            var _ =
                statement.executeUpdate(
                    "restore from '" + copy.toAbsolutePath().toString().replace("'", "''") + "'");
            return 0;
          } catch (SQLException e) {
            throw new StateException("state: cannot be restored (" + e.getMessage() + ")", e);
          }
        });
    writing(
        handle -> {
          Migrations.of(address.dialect()).run(handle);
          return 0;
        });
  }

  private static void check(Path copy) {
    if (!Files.isRegularFile(copy)) {
      throw new StateException("state: " + copy + " is no file (expected: a copy of a database)");
    }
    try {
      var verdict =
          Jdbi.create("jdbc:sqlite:file:" + copy.toAbsolutePath().toUri().getRawPath() + "?mode=ro")
              .withHandle(
                  handle -> {
                    var tables =
                        handle
                            .createQuery(
                                "SELECT COUNT(*) FROM sqlite_master WHERE name = 'graphite_schema'")
                            .mapTo(Integer.class)
                            .one();
                    return tables == 0
                        ? "no table graphite_schema"
                        : handle.createQuery("PRAGMA integrity_check").mapTo(String.class).first();
                  });
      if (!verdict.equals("ok")) {
        throw new StateException(
            "state: " + copy + ": " + verdict + " (expected: a sound copy of a database)");
      }
    } catch (JdbiException e) {
      throw new StateException(
          "state: " + copy + " cannot be read (" + reason(e) + "; expected: a SQLite database)", e);
    }
  }

  private Opened open() {
    var there = opened;
    if (there != null) {
      return there;
    }
    opening.lock();
    try {
      there = opened;
      if (there == null) {
        if (closed) {
          throw new StateException("state: closed (expected: open)");
        }
        there = create();
        opened = there;
      }
      return there;
    } finally {
      opening.unlock();
    }
  }

  private Opened create() {
    HikariDataSource pool = null;
    try {
      if (address.file().isPresent()) {
        Files.createDirectories(address.file().get().getParent());
      }
      pool = new HikariDataSource(settings());
      var jdbi = Jdbi.create(pool);
      jdbi.useTransaction(handle -> Migrations.of(address.dialect()).run(handle));
      log.log(INFO, "state is kept in " + address);
      return new Opened(jdbi, pool);
    } catch (StateException e) {
      closeQuietly(pool);
      throw e;
    } catch (IOException | RuntimeException e) {
      closeQuietly(pool);
      throw failed(e);
    }
  }

  private static void closeQuietly(@Nullable HikariDataSource pool) {
    if (pool != null) {
      pool.close();
    }
  }

  private HikariConfig settings() {
    var settings = new HikariConfig();
    settings.setPoolName("state");
    settings.setJdbcUrl(address.url());
    address.user().ifPresent(settings::setUsername);
    address.password().ifPresent(settings::setPassword);
    settings.setMaximumPoolSize(CONNECTIONS);
    settings.setMinimumIdle(1);
    settings.setConnectionTimeout(WAIT_FOR_CONNECTION.toMillis());
    if (address.dialect() == Dialect.SQLITE) {
      settings.addDataSourceProperty("journal_mode", "WAL");
      settings.addDataSourceProperty("busy_timeout", String.valueOf(WAIT_FOR_WRITER.toMillis()));
      settings.addDataSourceProperty("foreign_keys", "true");
      settings.addDataSourceProperty("transaction_mode", "IMMEDIATE");
    }
    return settings;
  }

  private StateException failed(Exception e) {
    return new StateException("state " + address + ": cannot be used (" + reason(e) + ")", e);
  }

  private static String reason(Throwable e) {
    var deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage()).lines().findFirst().orElse("");
  }

  /// The database is closed; whoever uses it afterwards gets a [StateException].
  @Override
  public void close() {
    opening.lock();
    try {
      closed = true;
      var there = opened;
      if (there != null) {
        opened = null;
        there.pool().close();
      }
    } finally {
      opening.unlock();
    }
  }
}
