// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graphitestack.storage.whisper.FileCheck.Damage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FileCheckTest {

  private static final long NOW = 1_700_000_000;

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("org.graphitestack.storage.whisper.Fixtures#sidecars")
  void look_atAFileOfPythons_findsNothing(Fixtures.Sidecar fixture) throws IOException {
    assertThat(FileCheck.look(fixture.file())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "zero-length, false",
    "short-header, false",
    "short-archive-info, false",
    "all-zero, false",
    "unknown-method, false",
    "xff-nan, false",
    "huge-archive-count, false",
    "zero-archives, false",
    "archives-unsorted, false",
    "text, false",
    "header-only, true",
    "truncated-first-archive, true",
    "truncated-last-archive, true",
    "trailing-bytes, true",
    "wrong-max-retention, true",
    "misaligned-base, true"
  })
  void look_atADamagedFile_findsItAndSaysWhetherItCanBeMended(String name, boolean repairable)
      throws IOException {
    var file = copyOf(name);

    assertThat(FileCheck.look(file))
        .isNotEmpty()
        .allMatch(damage -> damage.repairable() == repairable);
    assertThat(FileCheck.repair(file)).isEqualTo(repairable);
    if (repairable) {
      assertThat(FileCheck.look(file)).isEmpty();
    } else {
      assertThat(Files.readAllBytes(file)).isEqualTo(Files.readAllBytes(fixture(name)));
    }
  }

  @Test
  void repair_ofAMisalignedBase_makesAllButOnePointVisible() throws IOException {
    var file = copyOf("misaligned-base");
    assertThat(known(file)).isZero();

    FileCheck.repair(file);

    assertThat(known(file)).isEqualTo(59);
  }

  @Test
  void repair_ofACutFile_keepsWhatIsThere() throws IOException {
    var file = copyOf("truncated-last-archive");
    var before = known(file);

    FileCheck.repair(file);

    assertThat(before).isPositive();
    assertThat(known(file)).isEqualTo(before);
  }

  @Test
  void look_atACompressedFileOfGoCarbon_leavesItAlone() throws IOException {
    assertThat(FileCheck.look(fixture("cwhisper-magic"))).isEmpty();
  }

  @Test
  void damage_inWords_saysWhereAndWhat() throws IOException {
    assertThat(FileCheck.look(fixture("trailing-bytes")))
        .singleElement()
        .extracting(Damage::toString)
        .asString()
        .matches("at byte \\d+: \\d+ bytes behind the last slot \\(expected: the end\\)");
  }

  private static long known(Path file) throws IOException {
    try (var opened = WhisperFile.openForReading(file)) {
      return opened.fetchKnown(NOW - 3600, NOW, NOW).orElseThrow().points().size();
    }
  }

  private static Path fixture(String name) {
    return Fixtures.FOLDER.resolve("corrupt").resolve(name + ".wsp");
  }

  private Path copyOf(String name) throws IOException {
    return Files.copy(fixture(name), folder.resolve(name + ".wsp"));
  }
}
