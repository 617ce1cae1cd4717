// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.whisper.FileAllocation;
import org.graphitestack.storage.whisper.WhisperFile;

/// What another Graphite left: a whisper tree, and graphite-web's database.
final class PastGraphite {

  private static final List<String> SERIES =
      List.of("servers/web01/cpu", "servers/web01/load", "servers/web02/cpu", "servers/web02/load");
  private static final int MINUTE = 60;
  private static final int MINUTES = 30;

  private PastGraphite() {}

  /// Writes `whisper/` and `graphite.db`.
  static void write(Path folder) throws IOException {
    var now = InstantSource.system().instant().getEpochSecond();
    var times = new long[MINUTES];
    var values = new double[MINUTES];
    for (var i = 0; i < MINUTES; i++) {
      times[i] = now - now % MINUTE - (long) (MINUTES - 1 - i) * MINUTE;
      values[i] = i;
    }
    var layout =
        new SeriesLayout(RetentionPolicy.parse("60s:6h,5m:2d"), 0, AggregationMethod.AVERAGE);
    for (var name : SERIES) {
      var file = folder.resolve("whisper").resolve(name + ".wsp");
      WhisperFile.create(file, layout, FileAllocation.ZERO_FILLED);
      try (var whisper = WhisperFile.open(file)) {
        whisper.updateMany(PointBatch.of(times, values), now);
      }
    }
    database(folder.resolve("graphite.db"));
  }

  private static void database(Path file) throws IOException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      write(connection);
    } catch (SQLException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /// Writes graphite-web's tables into a database.
  static void write(Connection connection) throws IOException, SQLException {
    try (var in = PastGraphite.class.getResourceAsStream("graphite-web.sql");
        var statement = connection.createStatement()) {
      var sql = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      for (var one : (Iterable<String>) Pattern.compile(";\\n").splitAsStream(sql)::iterator) {
        statement.executeUpdate(one);
      }
    }
  }
}
