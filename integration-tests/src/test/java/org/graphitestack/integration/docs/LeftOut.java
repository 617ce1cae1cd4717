// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.docs;

import java.util.List;

/// Commands of the pages that `DocsCommandsTest` leaves out.
///
/// @param begins how they begin, behind `./`
/// @param by who runs them
/// @param because why they are left out
record LeftOut(String begins, By by, String because) {

  /// Who runs a command.
  enum By {
    /// `DocsOverCassandraTest`.
    CASSANDRA,
    /// `DocsOverPostgresTest`.
    POSTGRES,
    /// No test.
    NOBODY
  }

  static final List<LeftOut> ALL =
      List.of(
          new LeftOut("graphite run --database cassandra ", By.CASSANDRA, "a cluster"),
          new LeftOut(
              "graphite convert --from whisper:/srv/whisper --to cassandra:",
              By.CASSANDRA,
              "a cluster"),
          new LeftOut("graphite import-dashboards postgresql:", By.POSTGRES, "a server"),
          new LeftOut(
              "graphite import-dashboards jdbc:mysql:",
              By.NOBODY,
              "its driver may not be shipped, nor be in the build"),
          new LeftOut("mvn ", By.NOBODY, "is the build that the tests are part of, or one like it"),
          new LeftOut(
              "apt install ", By.NOBODY, "changes the machine; bare-install-proof tries it"),
          new LeftOut(
              "systemctl ", By.NOBODY, "needs systemd; bare-install-proof tries the units"));

  boolean is(PageCommand command) {
    return command.text().replaceFirst("^\\./", "").startsWith(begins);
  }

  static boolean any(PageCommand command) {
    return ALL.stream().anyMatch(one -> one.is(command));
  }

  static boolean by(By by, PageCommand command) {
    return ALL.stream().anyMatch(one -> one.by() == by && one.is(command));
  }
}
