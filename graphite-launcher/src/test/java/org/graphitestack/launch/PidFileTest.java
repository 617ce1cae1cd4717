// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PidFileTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "no number", "4194303999"})
  void create_fileLeftBehind_isReplacedAndRemovedAtTheEnd(String left) throws Exception {
    var path = folder.resolve("new/cache-a.pid");
    Files.createDirectories(folder.resolve("new"));
    Files.writeString(path, left);

    try (var file = PidFile.create(path)) {
      assertThat(file.path()).hasContent(ProcessHandle.current().pid() + "\n");
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void create_processRuns_isRefused() throws Exception {
    var path = folder.resolve("cache-a.pid");
    var other = ProcessHandle.current().parent().orElseThrow().pid();
    Files.writeString(path, String.valueOf(other));

    assertThatThrownBy(() -> PidFile.create(path))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("process " + other + " runs");
    assertThat(path).hasContent(String.valueOf(other));
  }
}
