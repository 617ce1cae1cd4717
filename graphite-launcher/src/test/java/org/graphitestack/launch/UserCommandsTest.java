// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.web.login.Logins;
import org.graphitestack.web.state.StateAddress;
import org.graphitestack.web.state.StateStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserCommandsTest {

  @TempDir private Path folder;
  private final InputStream in = System.in;

  @AfterEach
  void giveBackInput() {
    System.setIn(in);
  }

  @Test
  void user_added_mayLogIn() {
    assertThat(
            run("correct horse\n", "user", "add", "--role", "edit", "--rule", "a", "alice").err())
        .isEmpty();

    assertThat(run("", "user", "list").out()).isEqualToIgnoringNewLines("alice\tedit\ta");
    try (var state = StateStore.at(StateAddress.of(folder.resolve("storage/graphite.db")))) {
      var logins = Logins.of(state, SystemClocks.wall(), SystemClocks.nanos());
      assertThat(logins.ofPassword("alice", "correct horse", "::1").rules()).containsExactly("a");
    }
  }

  @Test
  void user_changed_isSo() {
    run("correct horse\n", "user", "add", "alice");

    assertThat(run("", "user", "role", "alice", "admin").status()).isZero();
    assertThat(run("", "user", "rules", "alice", "x", "y").status()).isZero();
    assertThat(run("", "user", "list").out()).isEqualToIgnoringNewLines("alice\tadmin\tx,y");
    assertThat(run("", "user", "rules", "alice").status()).isZero();
    assertThat(run("", "user", "list").out()).isEqualToIgnoringNewLines("alice\tadmin\t");
    assertThat(run("another horse\n", "user", "passwd", "alice").status()).isZero();
    assertThat(run("", "user", "remove", "alice").status()).isZero();
    assertThat(run("", "user", "list").out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user add alice | user alice is there (expected: a new name; user passwd changes one)",
        "user add default | name: default (expected: another; it stands for everyone",
        "user add a:b | name: 'a:b' (expected: 1 to 150 characters",
        "user add --role root bob | role: root (expected: one of none, read, edit, admin)",
        "user passwd bob | user bob is not there (expected: one that user list names)",
        "user role bob read | user bob is not there",
        "user rules bob x | user bob is not there",
        "user remove bob | user bob is not there",
        "token revoke bob | token bob is not there (expected: one that token list names)",
        "token create --days 0 bob | days: 0 (expected: 1 to 36500)"
      })
  void mistake_isOneLineThatSaysWhatIsExpected(String command, String told) {
    run("correct horse\n", "user", "add", "alice");

    var run = run("correct horse\n", command.split(" ", -1));

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains(told).hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({"'', nothing on standard input", "short, 5 characters (expected: 8 to 256)"})
  void password_thatIsNone_isRefused(String typed, String told) {
    var run = run(typed, "user", "add", "bob");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains(told).doesNotContain("short");
    assertThat(run("", "user", "list").out()).isEmpty();
  }

  @Test
  void token_created_isToldOnceAndGoodUntilRevoked() throws Exception {
    var created = run("", "token", "create", "--role", "read", "grafana");

    var secret = created.out().strip();
    assertThat(secret).matches("graphite_[A-Za-z0-9_-]{43}");
    assertThat(run("", "token", "list").out())
        .isEqualToIgnoringNewLines("grafana\tread\t\tnever")
        .doesNotContain(secret);
    try (var state = StateStore.at(StateAddress.of(folder.resolve("storage/graphite.db")))) {
      var logins = Logins.of(state, SystemClocks.wall(), SystemClocks.nanos());
      assertThat(logins.ofToken(secret).orElseThrow().name()).isEqualTo("grafana");
      assertThat(logins.ofToken(secret + "x")).isEmpty();
    }
    assertThat(
            new String(
                Files.readAllBytes(folder.resolve("storage/graphite.db")),
                StandardCharsets.ISO_8859_1))
        .doesNotContain(secret);
    assertThat(run("", "token", "revoke", "grafana").status()).isZero();
    assertThat(run("", "token", "list").out()).isEmpty();
  }

  private CommandRun run(String input, String... command) {
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    var all = new ArrayList<>(List.of(command));
    all.addAll(2, List.of("--home", folder.toString()));
    return CommandRun.of(all);
  }
}
