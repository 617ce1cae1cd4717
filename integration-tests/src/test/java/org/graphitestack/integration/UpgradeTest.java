// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What earlier builds left on disk when they were killed is taken over whole, and what a later
/// build wrote is refused. Each home is in `upgrade/`, whose README tells how it was made.
final class UpgradeTest {

  /// One home a line; a format that changes brings another.
  private static final String OLDEST = "0.1.0-e127cea";

  private static final Pattern VALUE = Pattern.compile("\\[(\\d+)\\.0, ");
  private static final int VERSION_OFFSET = 8;
  private static final int CURSOR_SLOT_BYTES = 64;
  private static final int INDEX_HEADER_BYTES = 96;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {OLDEST})
  void run_onAnOldHome_hasEveryPointOfJournalAndFiles(String build) throws Exception {
    var home = unpacked(build);

    try (var graphite = GraphiteProcess.run(home, "--set", "cache.MAX_UPDATES_PER_SECOND=inf")) {
      var answer =
          graphite.get(
              "/render?format=json&from=1794700000&until=1795700000&target=upgrade.cache.*");
      assertThat(valuesIn(answer.body()))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 400).map(i -> i / 10 * 100 + i % 10).boxed().toList());
      assertThat(
              graphite
                  .get(
                      "/render?format=json&from=1794700000&until=1795700000&target="
                          + "seriesByTag('dc=one','rack=2')")
                  .body())
          .contains("[5.0, 1795651200]");
      assertThat(graphite.terminate()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {OLDEST})
  void run_onAnOldHome_hasItsNamesEventsAndDashboards(String build) throws Exception {
    var home = unpacked(build);

    try (var graphite = GraphiteProcess.run(home)) {
      assertThat(graphite.get("/metrics/index.json").body().split("upgrade\\.cache\\.s", -1))
          .hasSize(41);
      assertThat(graphite.get("/events/get_data?tags=upgrade").body()).contains("an upgrade");
      assertThat(graphite.get("/dashboard/load/before").body()).contains("\"before\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {OLDEST})
  void spool_ofAnOldHome_holdsEveryLine(String build) throws Exception {
    var home = unpacked(build);

    var printed =
        GraphiteProcess.command("", "spool", "cat", "--home", home.toString(), "127.0.0.1:1:a");

    assertThat(printed.lines().map(line -> Integer.valueOf(line.split(" ", -1)[1])))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 500).boxed().toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "storage/journal/a/0000000000000000000.index",
        "storage/journal/a/storage.cursor",
      })
  void run_onAFileOfALaterVersion_isRefusedByName(String file) throws Exception {
    var home = unpacked(OLDEST);
    laterVersion(home.resolve(file));

    assertThatThrownBy(() -> GraphiteProcess.run(home).close())
        .hasMessageContaining(Path.of(file).getFileName().toString())
        .hasMessageContaining("version 99 at offset 8 (expected: 1");
    assertThat(home.resolve(file)).as("left as it is").isNotEmptyFile();
    assertThat(versionOf(home.resolve(file))).isEqualTo(99);
  }

  @Test
  void run_onAStateDatabaseOfALaterVersion_refusesItsRequests() throws Exception {
    var home = unpacked(OLDEST);
    try (var database =
            DriverManager.getConnection("jdbc:sqlite:" + home.resolve("storage/graphite.db"));
        var statement = database.createStatement()) {
      statement.execute("INSERT INTO graphite_schema (version, name) VALUES (99, 'later')");
    }

    try (var graphite = GraphiteProcess.run(home)) {
      var answer = graphite.get("/events/get_data?tags=upgrade");
      assertThat(answer.statusCode()).isGreaterThanOrEqualTo(500);
      assertThat(answer.body() + graphite.log())
          .contains("its tables have version 99")
          .contains("a later version of graphite made them");
    }
  }

  @Test
  void run_onANameLogOfALaterVersion_readsTheTreeAnew() throws Exception {
    var home = unpacked(OLDEST);
    var names = home.resolve("storage/index/cache-a.names");
    var bytes = Files.readAllBytes(names);
    assertThat(new String(bytes, 0, 17, UTF_8)).isEqualTo("graphite-names 1 ");
    bytes[15] = '9';
    Files.write(names, bytes);

    try (var graphite = GraphiteProcess.run(home)) {
      assertThat(graphite.get("/metrics/index.json").body().split("upgrade\\.cache\\.s", -1))
          .hasSize(41);
    }
  }

  private static List<Integer> valuesIn(String json) {
    return VALUE.matcher(json).results().map(found -> Integer.valueOf(found.group(1))).toList();
  }

  /// Both slots of a cursor, of which either may count; of an index, its header.
  private static void laterVersion(Path file) throws IOException {
    var bytes = Files.readAllBytes(file);
    if (file.toString().endsWith(".cursor")) {
      laterVersion(bytes, 0, CURSOR_SLOT_BYTES);
      laterVersion(bytes, CURSOR_SLOT_BYTES, CURSOR_SLOT_BYTES);
    } else {
      laterVersion(bytes, 0, INDEX_HEADER_BYTES);
    }
    Files.write(file, bytes);
  }

  /// Changes the version, and the checksum that ends what it guards.
  private static void laterVersion(byte[] bytes, int at, int size) {
    var fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    fields.putInt(at + VERSION_OFFSET, 99);
    var checksum = new CRC32C();
    checksum.update(bytes, at, size - Integer.BYTES);
    fields.putInt(at + size - Integer.BYTES, (int) checksum.getValue());
  }

  private static int versionOf(Path file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(file))
        .order(ByteOrder.LITTLE_ENDIAN)
        .getInt(VERSION_OFFSET);
  }

  private Path unpacked(String build) throws IOException {
    var home = folder.resolve("home");
    try (var resource =
            Objects.requireNonNull(
                UpgradeTest.class.getResourceAsStream("upgrade/" + build + ".zip"));
        var zip = new ZipInputStream(resource)) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        var file = home.resolve(entry.getName());
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.copy(zip, file);
      }
    }
    return home;
  }
}
