// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.state;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/// Where the state is kept: a SQLite file, or a PostgreSQL database.
///
/// @param url for JDBC, without user and password if they were given apart
/// @param file of SQLite; empty for PostgreSQL
/// @param user empty if the URL has it, or none is needed
public record StateAddress(
    String url, Optional<Path> file, Optional<String> user, Optional<String> password) {

  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRESQL = "jdbc:postgresql:";

  /// A SQLite file, made if there is none.
  public static StateAddress of(Path file) {
    var absolute = file.toAbsolutePath().normalize();
    return new StateAddress(
        SQLITE + absolute, Optional.of(absolute), Optional.empty(), Optional.empty());
  }

  /// Reads `jdbc:sqlite:FILE`, `jdbc:postgresql:…` or `postgresql://USER:PASSWORD@HOST/DATABASE`.
  ///
  /// @throws IllegalArgumentException if it is none of them
  public static StateAddress parse(String text) {
    if (text.startsWith(SQLITE) && text.length() > SQLITE.length()) {
      return of(Path.of(text.substring(SQLITE.length())));
    }
    if (text.startsWith(POSTGRESQL)) {
      return new StateAddress(text, Optional.empty(), Optional.empty(), Optional.empty());
    }
    if (text.startsWith("postgresql://") || text.startsWith("postgres://")) {
      return postgresql(text);
    }
    throw new IllegalArgumentException(
        "state URL: it begins with "
            + text.replaceFirst("[:/].*", ":")
            + " (expected: postgresql://USER:PASSWORD@HOST/DATABASE, jdbc:postgresql:… or"
            + " jdbc:sqlite:FILE)");
  }

  private static StateAddress postgresql(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException wrong) {
      // the exception's message would show the password
      throw new IllegalArgumentException(
          "state URL: not an address at character "
              + (wrong.getIndex() + 1)
              + " (expected: postgresql://USER:PASSWORD@HOST/DATABASE, with % codes for other"
              + " characters)");
    }
    if (uri.getHost() == null || uri.getPath().length() < 2) {
      throw new IllegalArgumentException(
          "state URL: without host or database (expected:"
              + " postgresql://USER:PASSWORD@HOST/DATABASE)");
    }
    var address =
        POSTGRESQL
            + "//"
            + uri.getHost()
            + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
            + uri.getRawPath()
            + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    var login = uri.getUserInfo() == null ? "" : uri.getUserInfo();
    var colon = login.indexOf(':');
    return new StateAddress(
        address,
        Optional.empty(),
        Optional.of(colon < 0 ? login : login.substring(0, colon)).filter(name -> !name.isEmpty()),
        colon < 0 ? Optional.empty() : Optional.of(login.substring(colon + 1)));
  }

  Dialect dialect() {
    return file.isPresent() ? Dialect.SQLITE : Dialect.POSTGRESQL;
  }

  /// For messages: the file, or the address without what follows a question mark.
  @Override
  public String toString() {
    return file.map(Path::toString)
        .orElseGet(() -> url.replaceFirst("[?].*", "").replaceFirst("//[^/]*@", "//"));
  }
}
