// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.docs;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.graphitestack.integration.PostgresPeer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command of the pages that reads a graphite-web's PostgreSQL, with one.
@Tag("peers")
final class DocsOverPostgresTest {

  @TempDir private Path folder;

  @Test
  void commands_thatNeedPostgres_work() throws Exception {
    var commands = Pages.leftTo(LeftOut.By.POSTGRES);

    try (var postgres = PostgresPeer.start()) {
      try (var connection = DriverManager.getConnection(postgres.jdbcUrl())) {
        PastGraphite.write(connection);
      }
      var here = Map.of("postgresql://graphite:SECRET@db.example/graphite", postgres.url());
      new Scene(folder, here).play("over-postgres", commands).ifPresent(Assertions::fail);
    }
  }
}
