// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCommandTest {

  private static final FileTime LONG_AGO = FileTime.from(Instant.ofEpochSecond(1_700_000_000));

  @TempDir Path folder;
  private Path home;
  private Path series;

  @BeforeEach
  void fill() throws IOException {
    home = folder.resolve("home");
    series = write(home.resolve("storage/whisper/servers/web01/cpu.wsp"), "points");
    write(home.resolve("storage/whisper/.tagged-series"), "a;b=c\n");
    write(home.resolve("storage/whisper/.writers.lock"), "");
    write(home.resolve("conf/storage-schemas.conf"), "[all]\n");
    write(home.resolve("storage/journal/0.segment"), "a 1 1\n");
    write(home.resolve("storage/journal/0.index"), "entries");
    write(home.resolve("storage/journal/stored.cursor"), "place");
    write(home.resolve("storage/journal/writer.lock"), "1");
  }

  @Test
  void restore_makesTheSameFilesWithTheSameTimes() throws IOException {
    assertThat(backup().out()).contains("6 files, 0 linked");

    var restored = folder.resolve("restored");
    var run = CommandRun.of("restore", "--home", restored.toString(), backups());

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(files(restored))
        .containsExactly(
            "conf/storage-schemas.conf",
            "storage/journal/0.index",
            "storage/journal/0.segment",
            "storage/journal/stored.cursor",
            "storage/whisper/.tagged-series",
            "storage/whisper/servers/web01/cpu.wsp");
    var copy = restored.resolve("storage/whisper/servers/web01/cpu.wsp");
    assertThat(copy).hasContent("points");
    assertThat(Files.getLastModifiedTime(copy)).isEqualTo(LONG_AGO);
  }

  @Test
  void backup_again_linksWhatDidNotChangeAndCopiesTheRest() throws IOException {
    backup();
    Files.writeString(series, "others");

    assertThat(backup().out()).contains("6 files, 5 linked, 6 bytes copied");
    var snapshots = snapshots();
    assertThat(snapshots.getFirst().resolve("home/storage/whisper/servers/web01/cpu.wsp"))
        .hasContent("points");
    assertThat(snapshots.getLast().resolve("home/storage/whisper/servers/web01/cpu.wsp"))
        .hasContent("others");
    assertThat(
            Files.isSameFile(
                snapshots.getFirst().resolve("home/conf/storage-schemas.conf"),
                snapshots.getLast().resolve("home/conf/storage-schemas.conf")))
        .isTrue();
  }

  @Test
  void backup_again_copiesWhatChangedShortlyBeforeTheLast() throws IOException {
    Files.setLastModifiedTime(series, FileTime.from(Instant.ofEpochSecond(4_000_000_000L)));
    backup();

    assertThat(backup().out()).contains("6 files, 5 linked");
  }

  @Test
  void backup_full_linksNothing() throws IOException {
    backup();

    assertThat(CommandRun.of("backup", "--home", home.toString(), "--full", backups()).out())
        .contains("6 files, 0 linked");
  }

  @Test
  void backup_keep_deletesTheOldest() throws IOException {
    backup();
    backup();
    var second = snapshots().getLast();

    CommandRun.of("backup", "--home", home.toString(), "--keep", "2", backups());

    assertThat(snapshots()).hasSize(2).contains(second);
  }

  @Test
  void backup_intoTheHome_leavesItselfOut() throws IOException {
    var inside = home.resolve("backups").toString();
    assertThat(CommandRun.of("backup", "--home", home.toString(), inside).out())
        .contains("6 files");
  }

  @Test
  void backup_withoutHome_saysWhatIsMissing() {
    var run = CommandRun.of("backup", "--home", folder.resolve("none").toString(), backups());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("no such folder (expected: one with storage/)");
  }

  @Test
  void verify_findsDamage() throws IOException {
    backup();
    assertThat(CommandRun.of("backup", "--verify", backups()).out()).contains("6 files, 0 damaged");
    var snapshot = snapshots().getFirst();
    Files.writeString(snapshot.resolve("home/storage/whisper/servers/web01/cpu.wsp"), "pointz");
    Files.delete(snapshot.resolve("home/conf/storage-schemas.conf"));

    var run = CommandRun.of("backup", "--verify", backups());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("2 damaged");
    assertThat(run.err()).contains("other bytes than were copied", "is missing");
  }

  @Test
  void restore_ofADamagedFile_saysWhich() throws IOException {
    backup();
    Files.writeString(
        snapshots().getFirst().resolve("home/storage/whisper/servers/web01/cpu.wsp"), "pointz");

    var run = CommandRun.of("restore", "--home", folder.resolve("new").toString(), backups());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("cpu.wsp: checksum");
  }

  @Test
  void restore_overAHome_isRefused() throws IOException {
    backup();

    var run = CommandRun.of("restore", "--home", home.toString(), backups());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("is not empty");
    assertThat(series).hasContent("points");
  }

  @Test
  void restore_ofAManifestThatLeadsOutside_isRefused() throws IOException {
    backup();
    var manifest = snapshots().getFirst().resolve("manifest");
    Files.writeString(
        manifest, Files.readString(manifest).replace("home/conf/", "home/../../../outside/"));

    var run = CommandRun.of("restore", "--home", folder.resolve("new").toString(), backups());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("leads out of it");
  }

  @Test
  void restore_ofACutManifest_isRefused() throws IOException {
    backup();
    var manifest = snapshots().getFirst().resolve("manifest");
    var text = Files.readString(manifest);
    Files.writeString(manifest, text.substring(0, text.length() - 8));

    var run = CommandRun.of("restore", "--home", folder.resolve("new").toString(), backups());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("expected: 'end 6 files'");
  }

  @Test
  void backup_dataElsewhere_comesAlongAndGoesBackThere() throws IOException {
    var data = folder.resolve("data");
    Files.writeString(home.resolve("conf/carbon.conf"), "[cache]\nLOCAL_DATA_DIR = " + data + "\n");
    write(data.resolve("a.wsp"), "elsewhere");
    backup();
    Files.delete(data.resolve("a.wsp"));

    var run = CommandRun.of("restore", "--home", folder.resolve("new").toString(), backups());

    assertThat(run.err()).isEmpty();
    assertThat(data.resolve("a.wsp")).hasContent("elsewhere");
  }

  private CommandRun backup() {
    return CommandRun.of("backup", "--home", home.toString(), backups());
  }

  private String backups() {
    return folder.resolve("backups").toString();
  }

  private List<Path> snapshots() throws IOException {
    try (var found = Files.list(Path.of(backups()))) {
      return found.sorted().toList();
    }
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, LONG_AGO);
    return file;
  }

  private static List<String> files(Path root) throws IOException {
    try (var found = Files.walk(root)) {
      return found
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
