// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.index.NameIndex;
import org.junit.jupiter.api.Test;

final class TagQueryTest {

  private final List<String> newNames = new ArrayList<>();
  private final NameIndex index = new NameIndex(path -> newNames.add(path.text()));

  TagQueryTest() {
    for (var name :
        List.of(
            "disk.used;dc=a;host=h1",
            "disk.used;dc=a;host=h2",
            "disk.used;dc=b;host=h3",
            "disk.free;dc=a;host=h1",
            "cpu;host=h1",
            "plain.name",
            "plain.other")) {
      index.add(MetricPath.parse(name));
    }
  }

  @Test
  void find_equal_findsThoseWithTheValue() {
    assertThat(find("dc=b")).containsExactly("disk.used;dc=b;host=h3");
    assertThat(find("name=disk.used", "dc=a"))
        .containsExactly("disk.used;dc=a;host=h1", "disk.used;dc=a;host=h2");
    assertThat(find("dc=nosuch")).isEmpty();
  }

  @Test
  void find_emptyValue_findsThoseWithoutTheTag() {
    assertThat(find("host=h1", "dc=")).containsExactly("cpu;host=h1");
    assertThat(find("host=h1", "dc!="))
        .containsExactly("disk.free;dc=a;host=h1", "disk.used;dc=a;host=h1");
  }

  @Test
  void find_different_findsThoseWithoutTheTagToo() {
    assertThat(find("host=~h[13]", "dc!=a"))
        .containsExactly("cpu;host=h1", "disk.used;dc=b;host=h3");
  }

  @Test
  void find_expression_matchesAtTheBeginning() {
    assertThat(find("name=~disk", "host!=~h[12]")).containsExactly("disk.used;dc=b;host=h3");
    assertThat(find("name=~used")).isEmpty();
  }

  @Test
  void find_byName_findsSeriesWithoutTags() {
    assertThat(find("name=plain.name")).containsExactly("plain.name");
    assertThat(find("name=~p.*\\.", "dc=")).containsExactly("plain.name", "plain.other");
    assertThat(find("name=~", "name!=cpu", "host!=h1", "name!="))
        .containsExactly(
            "disk.used;dc=a;host=h2", "disk.used;dc=b;host=h3", "plain.name", "plain.other");
  }

  @Test
  void find_removedSeries_isNotFound() {
    index.remove(MetricPath.parse("disk.used;dc=b;host=h3"));

    assertThat(find("dc=b")).isEmpty();
  }

  @Test
  void find_limited_stopsThere() {
    var query = new TagQuery(List.of(TagExpression.parse("name=~.", TagQueryTest::test)));

    assertThat(index.find(query, 2)).hasSize(2);
  }

  @Test
  void add_seriesWhoseFileWasKnownByItsHash_isFoundByItsTags() {
    var byHash = "_tagged.9b2.a13.9b2a13";
    var other = new NameIndex(path -> newNames.add(path.text()));
    other.add(MetricPath.parse(byHash));
    newNames.clear();

    other.add(MetricPath.parse("a;b=c"));
    other.add(MetricPath.parse("a;b=c"));

    assertThat(newNames).containsExactly("a;b=c");
  }

  @Test
  void query_thatAnythingSatisfies_isRefused() {
    for (var expressions :
        List.of(List.<String>of(), List.of("a="), List.of("a!=b"), List.of("a=~x*", "b!=~y"))) {
      assertThatThrownBy(() -> find(expressions.toArray(new String[0])))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("At least one tagspec must require a non-empty value: ");
    }
  }

  @Test
  void expression_thatIsNone_isRefused() {
    for (var text : List.of("", "a", "=b", "!a=b", "a;b=c", "a=b;c")) {
      assertThatThrownBy(() -> find(text)).hasMessageStartingWith("Invalid tagspec: " + text);
    }
  }

  private List<String> find(String... expressions) {
    var parsed =
        Stream.of(expressions).map(text -> TagExpression.parse(text, TagQueryTest::test)).toList();
    return index.find(new TagQuery(parsed), 100);
  }

  private static Predicate<String> test(String expression) {
    var pattern = Pattern.compile(expression);
    return text -> pattern.matcher(text).lookingAt();
  }
}
