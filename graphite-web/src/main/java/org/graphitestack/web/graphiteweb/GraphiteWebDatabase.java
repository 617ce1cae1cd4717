// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graphiteweb;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.graphitestack.web.bookmark.SavedGraph;
import org.graphitestack.web.state.StateException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// The database of a graphite-web, any that has a JDBC driver on the class path; it is only read.
public final class GraphiteWebDatabase {

  private final String address;
  private final Jdbi jdbi;

  /// A dashboard or template as its table has it.
  record Named(String name, String state) {}

  /// A short link as its table has it.
  record Numbered(long id, String target) {}

  private GraphiteWebDatabase(String address, Jdbi jdbi) {
    this.address = address;
    this.jdbi = jdbi;
  }

  /// The SQLite file of a graphite-web, mostly `graphite.db`; it may be in use.
  ///
  /// @throws StateException if there is no such file
  public static GraphiteWebDatabase of(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new StateException(file + " is no file (expected: a database of graphite-web)");
    }
    var url = "jdbc:sqlite:file:" + file.toAbsolutePath().toUri().getRawPath() + "?mode=ro";
    return new GraphiteWebDatabase(file.toString(), Jdbi.create(url));
  }

  /// A database by its JDBC address.
  public static GraphiteWebDatabase at(
      String url, Optional<String> user, Optional<String> password) {
    var login = new Properties();
    user.ifPresent(name -> login.setProperty("user", name));
    password.ifPresent(word -> login.setProperty("password", word));
    return new GraphiteWebDatabase(withoutLogin(url), Jdbi.create(url, login));
  }

  /// Drivers put the address into their messages, with the password in it.
  private static String withoutLogin(String text) {
    return text.replaceAll("[?;][^)\\s]*", "").replaceAll("//[^/\\s]*@", "//");
  }

  @Override
  public String toString() {
    return address;
  }

  List<Named> dashboards() {
    return read(
        "dashboard_dashboard",
        "SELECT name, state FROM dashboard_dashboard ORDER BY name",
        (row, _) -> new Named(row.getString("name"), row.getString("state")));
  }

  /// Empty for databases older than templates.
  List<Named> templates() {
    return has("dashboard_template")
        ? read(
            "dashboard_template",
            "SELECT name, state FROM dashboard_template ORDER BY name",
            (row, _) -> new Named(row.getString("name"), row.getString("state")))
        : List.of();
  }

  List<SavedGraph> graphs() {
    return has("account_mygraph")
        ? read(
                "account_mygraph",
                "SELECT u.username AS owner, g.name AS name, g.url AS url"
                    + " FROM account_mygraph g JOIN account_profile p ON p.id = g.profile_id"
                    + " JOIN auth_user u ON u.id = p.user_id ORDER BY g.id",
                (row, _) -> graph(row.getString(1), row.getString(2), row.getString(3)))
            .stream()
            .flatMap(Optional::stream)
            .toList()
        : List.of();
  }

  private static Optional<SavedGraph> graph(String owner, String name, String url) {
    try {
      return Optional.of(new SavedGraph(owner, name.replaceFirst("\\.+$", ""), url));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  List<Numbered> links() {
    return has("url_shortener_link")
        ? read(
            "url_shortener_link",
            "SELECT id, url FROM url_shortener_link ORDER BY id",
            (row, _) -> new Numbered(row.getLong("id"), row.getString("url")))
        : List.of();
  }

  private boolean has(String table) {
    try {
      return jdbi.withHandle(
          handle ->
              handle
                  .queryMetadata(metadata -> metadata.getTables(null, null, table, null))
                  .mapToMap()
                  .findFirst()
                  .isPresent());
    } catch (JdbiException e) {
      throw failed(e);
    }
  }

  private <T> List<T> read(String table, String query, Row<T> row) {
    if (!has(table)) {
      throw new StateException(
          address + ": no table " + table + " (expected: a database of graphite-web)");
    }
    try {
      return jdbi.withHandle((Handle handle) -> handle.createQuery(query).map(row::of).list());
    } catch (JdbiException e) {
      throw failed(e);
    }
  }

  /// One row of a table.
  private interface Row<T> {

    T of(java.sql.ResultSet row, @Nullable StatementContext context) throws java.sql.SQLException;
  }

  private StateException failed(JdbiException e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    var reason = withoutLogin(String.valueOf(deepest.getMessage()).lines().findFirst().orElse(""));
    return new StateException(address + ": cannot be read (" + reason + ")", e);
  }
}
