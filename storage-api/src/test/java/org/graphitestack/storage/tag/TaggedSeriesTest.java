// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Random;
import org.graphitestack.storage.StorageNodes;
import org.junit.jupiter.api.Test;

class TaggedSeriesTest {

  private final TaggedSeries series = new TaggedSeries();

  @Test
  void intern_ofAName_isTheSameNumberEachTime() {
    assertThat(series.intern("a;b=c")).isZero();
    assertThat(series.intern("ключ;б=в;г=")).isEqualTo(1);
    assertThat(series.intern("a;b=c")).isZero();

    assertThat(series.name(0)).isEqualTo("a;b=c");
    assertThat(series.name(1)).isEqualTo("ключ;б=в;г=");
    assertThat(series.numberOf("ключ;б=в;г=")).isEqualTo(1);
    assertThat(series.numberOf("a;b=в")).isEqualTo(-1);
    assertThat(series.numberOf("a;c=c")).isEqualTo(-1);
    assertThat(series.numberOf("a")).isEqualTo(-1);
  }

  @Test
  void intern_ofOtherTagsInOtherOrder_isAnother() {
    var one = series.intern("a;b=1;c=2");
    var other = series.intern("a;c=2;b=1");

    assertThat(other).isNotEqualTo(one);
    assertThat(series.name(other)).isEqualTo("a;c=2;b=1");
    assertThat(series.name(series.intern("a;b=1;b=2"))).isEqualTo("a;b=1;b=2");
  }

  @Test
  void intern_ofPartsThatAreNoTags_isRefused() {
    for (var name : new String[] {"a;b", "a;", "a;b;c=1", "a;b=1;"}) {
      assertThatThrownBy(() -> series.intern(name))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("name: " + name + " (expected: a tag after each ;)");
      assertThat(series.numberOf(name)).isEqualTo(-1);
    }
  }

  @Test
  void numberOf_aHash_isTheSeriesWhoseNameHasIt() {
    for (var i = 0; i < 1000; i++) {
      series.intern("disk;host=" + i);
    }

    assertThat(series.numberOf(StorageNodes.hash("disk;host=777"))).isEqualTo(777);
    assertThat(series.numberOf(StorageNodes.hash("disk;host=1000"))).isEqualTo(-1);
  }

  @Test
  void groups_together_haveEverySeriesOnce() {
    for (var i = 0; i < 20_000; i++) {
      series.intern("disk;host=" + i);
    }
    var seen = new BitSet();

    for (var group = 0; group < TaggedSeries.GROUPS; group++) {
      var expected = group;
      series.forEachOf(
          group,
          number -> {
            assertThat(series.hash(number) >>> 20).isEqualTo(expected);
            assertThat(seen.get(number)).isFalse();
            seen.set(number);
          });
    }

    assertThat(seen.cardinality()).isEqualTo(20_000);
  }

  @Test
  void manyChanges_agreeWithAMap() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var expected = new HashMap<String, Integer>();
    for (var i = 0; i < 200_000; i++) {
      var name = "disk;dc=" + random.nextInt(3) + ";host=" + random.nextInt(7_000);
      var number = expected.get(name);
      assertThat(series.numberOf(name)).as("seed %d", seed).isEqualTo(number == null ? -1 : number);
      if (number == null) {
        expected.put(name, series.intern(name));
      } else if (random.nextBoolean()) {
        series.forget(number);
        expected.remove(name);
      }
    }
    expected.forEach(
        (name, number) -> {
          assertThat(series.numberOf(name)).as("seed %d", seed).isEqualTo(number);
          assertThat(series.name(number)).as("seed %d", seed).isEqualTo(name);
        });
    assertThat(series.size()).isEqualTo(expected.size());
  }

  @Test
  void values_ofATag_areSortedByCodePointHoweverTheyCame() {
    var names = new String[] {"m;t=b", "m;t=\uffff", "m;t=a", "m;t=😀", "m;t=ab", "m;t="};
    var sorted = new ArrayList<String>();

    series.intern(names[0]);
    assertThat(series.valuesOf("t").inOrder("").count()).isEqualTo(1);
    for (var name : names) {
      series.intern(name);
    }
    var values = series.valuesOf("t");
    values.inOrder("").forEach(value -> sorted.add(values.text(value)));

    assertThat(sorted).containsExactly("", "a", "ab", "b", "\uffff", "😀");
    assertThat(values.inOrder("a").mapToObj(values::text)).containsExactly("a", "ab");
    assertThat(values.inOrder("c")).isEmpty();
  }
}
