// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.graphitestack.storage.whisper.TreeLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

  @TempDir Path folder;
  private Path home;

  /// A whole minute in the past.
  private final long then = InstantSource.system().instant().getEpochSecond() / 60 * 60 - 3600;

  @BeforeEach
  void configuration() throws IOException {
    home = folder.resolve("home");
    Files.createDirectories(home.resolve("conf"));
    Files.createDirectories(home.resolve("storage/whisper"));
    Files.writeString(
        home.resolve("conf/storage-schemas.conf"),
        "[all]\npattern = .*\nretentions = 60:1440,3600:720\n");
  }

  @Test
  void import_lines_storesThemInSeriesOfTheSchemas() throws IOException {
    var lines =
        write("points", "a.b 1.5 " + then + "\na.b 2.5 " + (then + 60) + "\nc 3 " + then + "\n");

    var run = run(lines);

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("3 points stored, 2 series created, 0 points left out");
    assertThat(fetched("a/b")).contains(then + "\t1.500000", (then + 60) + "\t2.500000");
    assertThat(fetched("c")).contains(then + "\t3.000000");
  }

  @Test
  void import_ofTheSameTimeTwice_keepsTheLast() throws IOException {
    run(write("points", "a 1 " + then + "\na 2 " + then + "\n"));

    assertThat(fetched("a")).contains(then + "\t2.000000");
  }

  @Test
  void import_gzip_isUnpacked() throws IOException {
    var file = folder.resolve("points.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(("a 1 " + then + "\n").getBytes(StandardCharsets.UTF_8));
    }

    assertThat(run(file.toString()).out()).startsWith("1 points stored");
  }

  @Test
  void import_badLines_areToldAndTheOthersStored() throws IOException {
    var run = run(write("points", "a 1 " + then + "\nnonsense\na x 1\n"));

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("1 points stored", "2 refused");
    assertThat(run.err()).contains("'nonsense'");
  }

  @Test
  void import_olderThanTheSeries_isLeftOut() throws IOException {
    assertThat(run(write("points", "a 1 1000000000\n")).out())
        .contains("0 points stored", "1 points left out");
  }

  @Test
  void import_outputOfFetch_isOfTheSeriesNamed() throws IOException {
    var file = write("fetched", then + "\t1.000000\n" + (then + 60) + "\tNone\n");

    assertThat(run("--series", "x.y", file).out()).startsWith("1 points stored");
    assertThat(fetched("x/y")).contains(then + "\t1.000000");
  }

  @Test
  void import_outputOfDump_isOfTheSeriesNamed() throws IOException {
    var file =
        write(
            "dump",
            "Meta data:\n  aggregation method: average\n0: "
                + then
                + ",          7\n1: 0,          0\n");

    assertThat(run("--series", "x.y", file).out()).startsWith("1 points stored");
  }

  @Test
  void import_fill_leavesWhatIsThere() throws IOException {
    run(write("points", "a 1 " + then + "\n"));

    var run = run("--fill", write("more", "a 9 " + then + "\na 5 " + (then + 60) + "\n"));

    assertThat(run.out()).contains("1 points stored", "1 points left out");
    assertThat(fetched("a")).contains(then + "\t1.000000", (then + 60) + "\t5.000000");
  }

  @Test
  void import_anotherTree_bringsItsPoints() throws IOException {
    run(write("points", "a.b 1 " + then + "\nc 2 " + then + "\n"));
    var other = folder.resolve("other");
    Files.createDirectories(other.resolve("storage/whisper"));

    var run =
        CommandRun.of(
            "import",
            "--home",
            other.toString(),
            "--config",
            home.resolve("conf/carbon.conf").toString(),
            "--storage-dir",
            other.resolve("storage/whisper").toString(),
            "--whisper",
            home.resolve("storage/whisper").toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("2 series created");
    assertThat(
            CommandRun.of(
                    "whisper-fetch",
                    "--from=" + (then - 60),
                    other.resolve("storage/whisper/a/b.wsp").toString())
                .out())
        .contains(then + "\t1.000000");
  }

  @Test
  void import_again_goesOnWhereItGot() throws IOException {
    var progress = folder.resolve("progress").toString();
    var lines = write("points", "a 1 " + then + "\n");
    run("--progress", progress, lines);
    Files.writeString(Path.of(lines), "a 1 " + then + "\na 2 " + (then + 60) + "\n");

    assertThat(run("--progress", progress, lines).out()).startsWith("1 points stored");
  }

  @Test
  void import_taggedSeries_areRememberedByName() throws IOException {
    run(write("points", "disk.used;host=a 1 " + then + "\n"));

    assertThat(home.resolve("storage/whisper/.tagged-series")).hasContent("disk.used;host=a\n");
  }

  @Test
  void import_besideACache_namesTheWay() throws IOException {
    try (var cache = TreeLock.shared(home.resolve("storage/whisper")).orElseThrow()) {
      assertThat(cache).isNotNull();
      var run = run(write("points", "a 1 " + then + "\n"));

      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err()).contains("--url");
    }
  }

  @Test
  void import_ofNothing_isWrongUsage() {
    assertThat(run().status()).isEqualTo(2);
  }

  private CommandRun run(String... more) {
    var arguments = new ArrayList<>(List.of("import", "--home", home.toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments);
  }

  private String fetched(String name) {
    return CommandRun.of(
            "whisper-fetch",
            "--from=" + (then - 60),
            home.resolve("storage/whisper/" + name + ".wsp").toString())
        .out();
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
