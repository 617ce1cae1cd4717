// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.FoundNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubtreePatternTest {

  @ParameterizedTest
  @CsvSource({
    "servers, servers.web01.cpu, true",
    "servers, servers, true",
    "servers, serversx.web01, false",
    "servers.web*, servers, false",
    "servers.web*.cpu, servers.web01.cpu.user, true",
    "servers.web*.cpu, servers.web01.memory, false",
    "'{a,b}.c', b.c, true",
    "**.secret, a.b.secret.c, true",
    "**.secret, secret, true",
    "**.secret, a.b.c, false",
    "a.**, a, true",
    "**, anything, true",
  })
  void covers_whatItMatchesAndAllBelow(String pattern, String path, boolean covered) {
    assertThat(SubtreePattern.parse(pattern).covers(path)).isEqualTo(covered);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a..b", ".a", "a.", "a;b=c", "**.**.**.**"})
  void parse_whatNamesNoPartOfATree_isRefused(String text) {
    assertThatThrownBy(() -> SubtreePattern.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected:");
  }

  @Test
  void below_aBranchWithoutCoveredNodes_isEmpty() {
    assertThat(SubtreePattern.parse("servers.web*").below("carbon")).isEmpty();
    assertThat(SubtreePattern.parse("servers.web*").below("servers.db01")).isEmpty();
  }

  @Test
  void below_findsExactlyTheCoveredLeavesOfTheBranch() {
    var random = new Random(11);
    var index = new NameIndex();
    var names = new ArrayList<String>();
    for (var i = 0; i < 300; i++) {
      var name = new StringBuilder("" + (char) ('a' + random.nextInt(3)));
      for (var depth = random.nextInt(4); depth > 0; depth--) {
        name.append('.').append((char) ('a' + random.nextInt(3)));
      }
      names.add(name.toString());
      index.add(new MetricPath(name.toString()));
    }
    var patterns =
        List.of("a", "a.b", "*.b", "**.c", "a.**.b", "{a,b}.*.c", "a.b.**", "*.**.c.**", "**");
    for (var text : patterns) {
      var pattern = SubtreePattern.parse(text);
      for (var branch : List.of("a", "b", "a.b", "c.a.b")) {
        var found =
            pattern.below(branch).stream()
                .flatMap(each -> index.find(each).stream())
                .filter(FoundNode::leaf)
                .map(FoundNode::path)
                .distinct()
                .sorted()
                .toList();
        var expected =
            names.stream()
                .filter(name -> name.startsWith(branch + "."))
                .filter(pattern::covers)
                .distinct()
                .sorted()
                .toList();
        assertThat(found).as(text + " below " + branch).isEqualTo(expected);
      }
    }
  }

  @Test
  void below_aBranchNamedLikeAPattern_isThatBranchOnly() {
    var index = new NameIndex();
    index.add(new MetricPath("a*.x"));
    index.add(new MetricPath("ab.x"));

    var found =
        SubtreePattern.parse("**").below("a*").stream().flatMap(p -> index.find(p).stream());

    assertThat(found.filter(FoundNode::leaf).map(FoundNode::path)).containsExactly("a*.x");
  }
}
