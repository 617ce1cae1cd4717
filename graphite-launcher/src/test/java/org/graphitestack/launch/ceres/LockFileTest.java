// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.ceres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LockFileTest {

  @TempDir private Path folder;

  @Test
  void take_whileAnotherHasIt_givesUpAfterItsPatience() throws IOException {
    var file = folder.resolve("lock");
    var looks = new AtomicLong();
    try (var first = LockFile.take(file, Duration.ofSeconds(60), () -> 0)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(
              () ->
                  LockFile.take(
                      file,
                      Duration.ofSeconds(60),
                      () -> TimeUnit.SECONDS.toNanos(30 * looks.getAndIncrement())))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another process has had the lock for 60 s");
    }
    assertThat(looks).hasValue(3);
  }

  @Test
  void take_onceItIsFree_hasIt() throws IOException {
    var file = folder.resolve("lock");
    var first = LockFile.take(file, Duration.ZERO, () -> 0);
    var looks = new AtomicLong();

    try (var second =
        LockFile.take(
            file,
            Duration.ofSeconds(60),
            () -> {
              if (looks.incrementAndGet() == 2) {
                close(first);
              }
              return looks.get();
            })) {
      assertThat(second).isNotNull();
    }
    assertThat(file).exists();
  }

  @Test
  void backgroundCommand_isThisOneWithoutTheFlag() throws IOException {
    assertThat(
            new BackgroundCommand(List.of("java", "-jar", "x", "ceres-maintenance", "--daemon"))
                .without("--daemon")
                .words())
        .containsExactly("java", "-jar", "x", "ceres-maintenance");
    assertThat(BackgroundCommand.ofThisProcess("--daemon").words())
        .anyMatch(word -> word.endsWith("/java"));
  }

  private static void close(LockFile lock) {
    try {
      lock.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
