// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.graphitestack.storage.index.SubtreePattern;
import org.junit.jupiter.api.Test;

class LimitRulesTest {

  private final LimitRules rules =
      new LimitRules(
          List.of(rule("web", "teams.web"), rule("hosts", "*.host*.cpu"), rule("teams", "teams")));

  @Test
  void numberOf_series_isTheFirstLimitThatCoversIt() {
    assertThat(rules.numberOf("teams.web.requests")).isEqualTo(1);
    assertThat(rules.numberOf("teams.web")).isEqualTo(1);
    assertThat(rules.numberOf("teams.host7.cpu.user")).isEqualTo(2);
    assertThat(rules.numberOf("servers.host7.cpu")).isEqualTo(2);
    assertThat(rules.numberOf("teams.website.requests")).isEqualTo(3);
    assertThat(rules.numberOf("teams.web;host=a.b")).isEqualTo(1);
  }

  @Test
  void numberOf_nothingCovers_isZero() {
    assertThat(rules.numberOf("teamsters.web")).isZero();
    assertThat(rules.numberOf("servers.host7.memory")).isZero();
    assertThat(rules.numberOf("team")).isZero();
    assertThat(LimitRules.NONE.numberOf("a")).isZero();
  }

  @Test
  void rules_twoOfOneName_areRefused() {
    var one = rule("web", "a");

    assertThatThrownBy(() -> new LimitRules(List.of(one, rule("web", "b"))))
        .hasMessage("limit web: twice (expected: once)");
  }

  private static LimitRule rule(String name, String pattern) {
    return new LimitRule(name, SubtreePattern.parse(pattern), Map.of());
  }
}
