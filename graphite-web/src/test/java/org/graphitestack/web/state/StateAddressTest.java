// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StateAddressTest {

  @Test
  void parse_ofAPostgresqlAddress_takesTheLoginApart() {
    var address =
        StateAddress.parse("postgresql://me:p%40ss@db.example:5433/state?sslmode=require");

    assertThat(address.url()).isEqualTo("jdbc:postgresql://db.example:5433/state?sslmode=require");
    assertThat(address.user()).contains("me");
    assertThat(address.password()).contains("p@ss");
    assertThat(address.file()).isEmpty();
    assertThat(address).hasToString("jdbc:postgresql://db.example:5433/state");
  }

  @Test
  void parse_ofASqliteFile_isThatFile() {
    var address = StateAddress.parse("jdbc:sqlite:/var/lib/state.db");

    assertThat(address.file()).contains(Path.of("/var/lib/state.db"));
    assertThat(address).hasToString("/var/lib/state.db");
  }

  @Test
  void parse_ofSomethingElse_saysWhatIsExpectedAndNoPassword() {
    for (var text :
        List.of(
            "",
            "mysql://me:secret@host/db",
            "postgresql://me:secret@/db",
            "postgresql://me:secret@host",
            "postgresql://me:secret @host/db",
            "jdbc:sqlite:")) {
      assertThatThrownBy(() -> StateAddress.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("state URL: ")
          .hasMessageContaining("(expected: ")
          .message()
          .doesNotContain("secret");
    }
  }
}
