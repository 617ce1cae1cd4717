// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.storage.whisper.TreeLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpkeepCommandsTest {

  @TempDir Path home;

  @BeforeEach
  void configuration() throws IOException {
    Files.createDirectories(home.resolve("conf"));
    Files.writeString(
        home.resolve("conf/storage-schemas.conf"),
        """
        [all]
        pattern = .*
        retentions = 60:120
        """);
    Files.writeString(
        home.resolve("conf/storage-aggregation.conf"),
        """
        [all]
        pattern = .*
        xFilesFactor = 0.5
        aggregationMethod = average
        """);
  }

  @Test
  void plan_namesWhatDeviatesAndChangesNothing() throws IOException {
    create("servers/a/cpu", "60:60");
    create("servers/b/cpu", "60:120");
    var before = Files.readAllBytes(file("servers/a/cpu"));

    var run = run("retention", "plan");

    assertThat(run.out())
        .contains("servers.a.cpu: 60:60 average 0.5 -> 60:120 average 0.5, +720 bytes")
        .contains("1 series deviate, +720 bytes, 0 lose history or detail")
        .doesNotContain("servers.b.cpu");
    assertThat(Files.readAllBytes(file("servers/a/cpu"))).isEqualTo(before);
  }

  @Test
  void plan_ofAShorterRetention_tellsTheLoss() throws IOException {
    create("a", "10:60,60:1440");

    assertThat(run("retention", "plan").out())
        .contains("loses history older than 1320 min before the old end")
        .contains("loses detail");
  }

  @Test
  void applyAndUndo_leadThereAndBack() throws IOException {
    create("servers/a/cpu", "60:60");

    assertThat(run("retention", "apply").out()).startsWith("1 of 1 series converted, +720 bytes");
    assertThat(info("servers/a/cpu")).isEqualTo("7200\n");
    assertThat(run("retention", "undo").out()).contains("1 changes undone");
    assertThat(info("servers/a/cpu")).isEqualTo("3600\n");
  }

  @Test
  void apply_besideARunningCache_isRefused() throws IOException {
    create("a", "60:60");
    try (var cache = TreeLock.shared(home.resolve("storage/whisper")).orElseThrow()) {
      assertThat(cache).isNotNull();
      var run = run("retention", "apply");

      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err()).contains("a cache or another tool writes to it");
      assertThat(info("a")).isEqualTo("3600\n");
    }
  }

  @Test
  void rename_withoutYes_onlyShows() throws IOException {
    create("servers/a/cpu", "60:60");

    var run = run("series", "rename", "servers.*.cpu", "hosts.*.cpu");

    assertThat(run.out())
        .isEqualTo("would rename servers.a.cpu to hosts.a.cpu\n1 series; --yes does it\n");
    assertThat(file("servers/a/cpu")).exists();
  }

  @Test
  void rename_withYes_movesEachAndCanBeUndone() throws IOException {
    create("servers/a/cpu", "60:60");
    create("servers/b/cpu", "60:60");

    assertThat(run("series", "rename", "servers.*.cpu", "hosts.*.cpu", "--yes").status()).isZero();
    assertThat(file("hosts/a/cpu")).exists();
    assertThat(file("servers/b/cpu")).doesNotExist();

    assertThat(run("series", "undo").out()).contains("2 changes undone");
    assertThat(file("servers/b/cpu")).exists();
  }

  @Test
  void rename_ofTwoIntoOneName_isWrongUsage() throws IOException {
    create("servers/a/cpu", "60:60");

    var run = run("series", "rename", "servers.*.cpu", "hosts.cpu");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("stars: 1 in 'servers.*.cpu' and 0 in 'hosts.cpu'");
  }

  @Test
  void merge_whereNothingIsThere_renames() throws IOException {
    create("servers/a/cpu", "60:60");
    create("servers/b/cpu", "60:60");
    create("hosts/b/cpu", "60:60");

    assertThat(run("series", "merge", "servers.*.cpu", "hosts.*.cpu").out())
        .contains("would rename servers.a.cpu to hosts.a.cpu")
        .contains("would merge servers.b.cpu into hosts.b.cpu");
  }

  @Test
  void expire_takesOnlyWhatIsOldEnough() throws IOException {
    create("old", "60:60");
    create("young", "60:60");
    Files.setLastModifiedTime(
        file("old"),
        FileTime.from(Files.getLastModifiedTime(file("old")).toInstant().minusSeconds(10_000)));

    assertThat(run("series", "expire", "--times", "2").out())
        .contains("would delete old (not written for")
        .doesNotContain("young");
  }

  @Test
  void delete_ofAPattern_isListedInTheTrash() throws IOException {
    create("servers/a/cpu", "60:60");

    assertThat(run("series", "delete", "servers.*.*", "--yes").out()).startsWith("1 of 1 series");
    assertThat(run("series", "trash").out()).contains("-delete  1 changes");
  }

  @Test
  void scrub_reportsThenRepairs() throws IOException {
    create("a", "60:60");
    Files.write(file("a"), List.of("more"), StandardOpenOption.APPEND);

    assertThat(run("scrub").status()).isEqualTo(1);
    assertThat(run("scrub").out()).contains("a: at byte 748: 5 bytes behind the last slot");
    assertThat(run("scrub", "--repair").out()).contains("1 files, 1 mended, 0 set aside");
    assertThat(run("scrub").status()).isZero();
  }

  private Path file(String name) {
    return home.resolve("storage/whisper").resolve(name + ".wsp");
  }

  private void create(String name, String... retentions) throws IOException {
    Files.createDirectories(file(name).getParent());
    var arguments = new ArrayList<>(List.of("whisper-create", file(name).toString()));
    for (var retention : retentions) {
      arguments.addAll(List.of(retention.split(",", -1)));
    }
    assertThat(CommandRun.of(arguments).status()).isZero();
  }

  private String info(String name) {
    return CommandRun.of("whisper-info", file(name).toString(), "maxRetention").out();
  }

  private CommandRun run(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.add("--home=" + home);
    return CommandRun.of(all);
  }
}
