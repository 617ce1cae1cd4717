// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void version_printsTheBuildsVersion() {
    assertThat(run("version")).isZero();
    assertThat(out.toString()).matches("graphite \\d+\\.\\d+\\.\\d+\\S* \\(Java 25.*\\)\\R");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "cache", "relay", "web", "spool", "where", "check", "version"})
  void help_ofEachCommand_isPrinted(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: graphite " + command);
  }

  @Test
  void noCommand_isWrongUsage_andNamesTheCommands() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString())
        .contains("run, cache, relay, aggregator, web")
        .contains(
            "spool, state, user, token, import-dashboards, export-dashboards, import-settings,"
                + " where, check, config, version");
  }

  @Test
  void unknownCommand_isWrongUsage() {
    assertThat(run("rum")).isEqualTo(2);
    assertThat(err.toString()).contains("rum").contains("run");
  }

  @Test
  void unknownFlag_isWrongUsage() {
    assertThat(run("run", "--line-prt", "2003")).isEqualTo(2);
    assertThat(err.toString()).contains("--line-prt").contains("--line-port");
  }

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
