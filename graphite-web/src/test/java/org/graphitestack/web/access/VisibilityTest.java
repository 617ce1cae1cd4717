// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.index.NameIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibilityTest {

  private static AccessRule allow(String... patterns) {
    return AccessRule.of(List.of(patterns), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  private static AccessRule deny(String... patterns) {
    return AccessRule.of(List.of(), List.of(patterns), List.of(), List.of(), List.of(), List.of());
  }

  private static AccessRule tags(List<String> allow, List<String> deny) {
    return AccessRule.of(List.of(), List.of(), allow, deny, List.of(), List.of());
  }

  @Test
  void noRules_showEverything() {
    assertThat(Visibility.ALL.sees("a.b")).isTrue();
    assertThat(Visibility.ALL.seesEvent(List.of())).isTrue();
  }

  @Test
  void severalRules_denyWinsAndAllowsAddUp() {
    var sees = new Visibility(List.of(allow("a"), allow("b"), deny("**.secret")));

    assertThat(sees.sees("a.x")).isTrue();
    assertThat(sees.sees("b.x")).isTrue();
    assertThat(sees.sees("b.secret.x")).isFalse();
    assertThat(sees.sees("c.x")).isFalse();
  }

  @Test
  void rulesThatOnlyDeny_showTheRest() {
    var sees = new Visibility(List.of(deny("a")));

    assertThat(sees.sees("a.x")).isFalse();
    assertThat(sees.sees("b.x")).isTrue();
    assertThat(sees.seesEvent(List.of("any"))).isTrue();
  }

  @Test
  void ruleThatIsNotThere_hidesEverything() {
    var rules = new AccessRules(Map.of("a", allow("a")), List.of(), Map.of());

    var sees = rules.of(List.of("a", "gone"));

    assertThat(sees.sees("a.x")).isFalse();
    assertThat(sees.seesEvent(List.of("x"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "disk;team=a;env=prod1, true",
    "disk;env=prod1;team=a, true",
    "'disk{team=\"a\",env=\"prod1\"}', true",
    "disk;team=a;env=test, false",
    "disk;team=a, false",
    "disk;team=a;env=prod1;secret=yes, false",
    "disk, false",
    "_tagged.abc.def.disk, false",
    "';', false",
  })
  void tagConditions_holdTogether(String series, boolean seen) {
    var sees = new Visibility(List.of(tags(List.of("team=a;env=~prod"), List.of("secret=yes"))));

    assertThat(sees.sees(series)).isEqualTo(seen);
  }

  @Test
  void patterns_countForTheNameOfTaggedSeries() {
    var sees = new Visibility(List.of(allow("disk")));

    assertThat(sees.sees("disk.used;host=x")).isTrue();
    assertThat(sees.sees("~disk.used;host=x")).isTrue();
    assertThat(sees.sees("memory;host=disk")).isFalse();
  }

  @Test
  void sameRules_areEqual() {
    assertThat(new Visibility(List.of(allow("a"), tags(List.of("x=y"), List.of()))))
        .isEqualTo(new Visibility(List.of(allow("a"), tags(List.of("x=y"), List.of()))))
        .hasSameHashCodeAs(new Visibility(List.of(allow("a"), tags(List.of("x=y"), List.of()))))
        .isNotEqualTo(new Visibility(List.of(allow("a"), tags(List.of("x=z"), List.of()))))
        .isNotEqualTo(new Visibility(List.of(allow("b"), tags(List.of("x=y"), List.of()))));
  }

  /// Against the plain way: of all names those that are seen, and all that stands above one.
  @Test
  void visibleNames_findExactlySeenLeavesAndBranchesAboveThem() {
    var random = new Random(7);
    var index = new NameIndex();
    var names = new ArrayList<String>();
    for (var i = 0; i < 200; i++) {
      var name = new StringBuilder("" + (char) ('a' + random.nextInt(4)));
      for (var depth = 1 + random.nextInt(3); depth > 0; depth--) {
        name.append('.').append((char) ('a' + random.nextInt(4)));
      }
      names.add(name.toString());
      index.add(new MetricPath(name.toString()));
    }
    for (var rules :
        List.of(
            List.of(allow("a")),
            List.of(allow("a.b", "*.c.d"), deny("a.b.c")),
            List.of(deny("a", "**.d")),
            List.of(allow("**.b"), deny("b")),
            List.of(tags(List.of("name=~c\\."), List.of())),
            List.of(AccessRule.NOTHING))) {
      var sees = new Visibility(rules);
      var finder = VisibleNames.of(index, sees);
      var expected = new TreeSet<String>();
      for (var name : names) {
        if (sees.sees(name)) {
          expected.add(name + " true");
          for (var dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            expected.add(name.substring(0, dot) + " false");
          }
        }
      }
      var found = new TreeSet<String>();
      for (var pattern : List.of("*", "*.*", "*.*.*", "*.*.*.*")) {
        finder.find(pattern).forEach(node -> found.add(node.path() + " " + node.leaf()));
      }
      assertThat(found).as(rules.toString()).isEqualTo(expected);
    }
  }

  @Test
  void visibleNames_ofSoMany_areSeenOnes() {
    var index = new NameIndex();
    for (var i = 0; i < 100; i++) {
      index.add(new MetricPath("hidden.x" + i));
      index.add(new MetricPath("seen.x" + i));
    }
    var finder = VisibleNames.of(index, new Visibility(List.of(allow("seen"))));

    assertThat(finder.find("*.*", 7)).hasSize(7).allMatch(n -> n.path().startsWith("seen."));
  }

  @Test
  void visibleNames_aTenantAmongManyOthers_isFoundWithoutLookingAtThose() {
    var index = new NameIndex();
    for (var i = 0; i < 60_000; i++) {
      index.add(new MetricPath("servers.other" + i + ".cpu"));
    }
    index.add(new MetricPath("servers.mine.cpu"));
    var finder = VisibleNames.of(index, new Visibility(List.of(allow("servers.mine"))));

    assertThat(finder.find("*")).containsExactly(new FoundNode("servers", false));
  }

  @ParameterizedTest
  @CsvSource({"team;x, true", "team;internal, false", "other, false", "'', false"})
  void events_areSeenByTheirTags(String tags, boolean seen) {
    var sees =
        new Visibility(
            List.of(
                AccessRule.of(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of("team"),
                    List.of("internal"))));

    assertThat(sees.seesEvent(List.of(tags.split(";", -1)))).isEqualTo(seen);
  }
}
