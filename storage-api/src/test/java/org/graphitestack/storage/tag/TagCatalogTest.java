// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.tag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.index.NameIndex;
import org.junit.jupiter.api.Test;

final class TagCatalogTest {

  private final NameIndex index = new NameIndex();

  @Test
  void tags_ofAllSeries_areSortedAndLimited() {
    add("disk;dc=a;host=h1", "cpu;core=0;host=h1");

    assertThat(index.tags(TextFilter.ALL, 9)).containsExactly("core", "dc", "host", "name");
    assertThat(index.tags(TextFilter.ALL, 2)).containsExactly("core", "dc");
    assertThat(index.tags(TextFilter.startingWith("h"), 9)).containsExactly("host");
    assertThat(index.tags(TextFilter.of(tag -> tag.contains("o")), 9))
        .containsExactly("core", "host");
  }

  @Test
  void values_ofATag_haveTheNumberOfTheirSeries() {
    add("disk;host=h2", "disk;host=h1", "cpu;host=h1");

    assertThat(index.values("host", TextFilter.ALL, 9))
        .containsExactly(new TagValue("h1", 2), new TagValue("h2", 1));
    assertThat(index.values("host", TextFilter.startingWith("h2"), 9))
        .containsExactly(new TagValue("h2", 1));
    assertThat(index.values("nosuch", TextFilter.ALL, 9)).isEmpty();
    assertThat(index.hasTag("host")).isTrue();
    assertThat(index.hasTag("nosuch")).isFalse();
  }

  @Test
  void completeTags_ofAQuery_leavesOutThoseItNames() {
    add("disk;dc=a;host=h1", "cpu;core=0;host=h1");

    assertThat(index.completeTags(query("name=disk"), "", 9)).containsExactly("dc", "host");
    assertThat(index.completeTags(query("host=h1"), "", 2)).containsExactly("core", "dc");
    assertThat(index.completeTags(query("host=h1"), "n", 9)).containsExactly("name");
  }

  @Test
  void completeValues_ofAQuery_areThoseOfItsSeries() {
    add("disk;dc=a;host=h1", "disk;dc=b;host=h2", "cpu;dc=c;host=h3");

    assertThat(index.completeValues(query("name=disk"), "host", "", 9)).containsExactly("h1", "h2");
    assertThat(index.completeValues(query("name=disk", "dc!=a"), "host", "h", 9))
        .containsExactly("h2");
    assertThat(index.completeValues(query("name=cpu"), "nosuch", "", 9)).isEmpty();
  }

  @Test
  void enter_ofASeriesThatStorageLacks_isFoundUntilItIsForgotten() {
    assertThat(index.enter(new MetricPath("new;a=b"))).isTrue();
    assertThat(index.enter(new MetricPath("new;a=b"))).isFalse();
    assertThat(index.enter(new MetricPath("plain"))).isTrue();

    assertThat(index.find(query("name=~new|plain"), 9)).containsExactly("new;a=b", "plain");
    assertThat(index.find("*")).isEmpty();

    assertThat(index.forget(new MetricPath("new;a=b"))).isTrue();
    assertThat(index.forget(new MetricPath("new;a=b"))).isFalse();
    assertThat(index.find(query("name=~new"), 9)).isEmpty();
    assertThat(index.hasTag("a")).isFalse();
  }

  @Test
  void forget_ofASeriesInStorage_lastsUntilItIsAddedAgain() {
    add("disk;host=h1");

    index.forget(new MetricPath("disk;host=h1"));

    assertThat(index.find(query("host=h1"), 9)).isEmpty();
    assertThat(index.contains(new MetricPath("disk;host=h1"))).isTrue();

    add("disk;host=h1");

    assertThat(index.find(query("host=h1"), 9)).containsExactly("disk;host=h1");
  }

  @Test
  void remove_ofASeries_takesItsTagsAlong() {
    add("disk;host=h1");
    index.remove(new MetricPath("disk;host=h1"));

    assertThat(index.hasTag("host")).isFalse();
  }

  @Test
  void everything_ofRandomSeries_isAsLookingAtEachNameSays() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var there = new TreeSet<String>();
    for (var i = 0; i < 30_000; i++) {
      var name = "m" + random.nextInt(3) + ";a=" + random.nextInt(40) + ";b=" + random.nextInt(200);
      var path = new MetricPath(name);
      if (random.nextInt(3) == 0) {
        index.forget(path);
        there.remove(name);
      } else {
        index.add(path);
        there.add(name);
      }
    }
    for (var expressions :
        List.of(
            List.of("name=m1"),
            List.of("name=~m[12]", "a!=3"),
            List.of("b=~1", "a!=~2"),
            List.of("a=7", "b!=9"),
            List.of("a=7", "c="))) {
      var query = query(expressions.toArray(new String[0]));
      var matching = there.stream().filter(name -> query.accepts(tags(name))).toList();
      assertThat(index.find(query, 1 << 20))
          .as("seed %d: %s", seed, expressions)
          .isEqualTo(matching);
      assertThat(index.completeValues(query, "b", "1", 20))
          .as("seed %d: %s", seed, expressions)
          .isEqualTo(
              matching.stream()
                  .map(name -> tags(name).get("b"))
                  .filter(value -> value.startsWith("1"))
                  .distinct()
                  .sorted()
                  .limit(20)
                  .toList());
      assertThat(index.completeTags(query, "", 20))
          .as("seed %d: %s", seed, expressions)
          .isEqualTo(
              Stream.of("a", "b", "name")
                  .filter(tag -> query.expressions().stream().noneMatch(e -> e.tag().equals(tag)))
                  .toList());
    }
  }

  private void add(String... names) {
    Stream.of(names).map(MetricPath::new).forEach(index::add);
  }

  private static Map<String, String> tags(String name) {
    var tags = new TreeMap<String, String>();
    for (var part : ("name=" + name).split(";", -1)) {
      tags.put(part.substring(0, part.indexOf('=')), part.substring(part.indexOf('=') + 1));
    }
    return tags;
  }

  private static TagQuery query(String... expressions) {
    return new TagQuery(
        Stream.of(expressions)
            .map(text -> TagExpression.parse(text, TagCatalogTest::test))
            .toList());
  }

  private static Predicate<String> test(String expression) {
    var pattern = Pattern.compile(expression);
    return text -> pattern.matcher(text).lookingAt();
  }
}
