// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.StorageNodes;
import org.graphitestack.storage.tag.TextFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameIndexTest {

  private static final String TAGGED_FOO =
      "_tagged.30e.153.30e1531950ecc8585d5f735fe80779003e95c2626e8db8610c8089735e25ce36";

  private final NameIndex index = new NameIndex();

  @Test
  void add_ofANewName_saysSoOnce() {
    assertThat(index.add(path("a.b.c"))).isTrue();
    assertThat(index.add(path("a.b.c"))).isFalse();
    assertThat(index.size()).isEqualTo(1);
    assertThat(index.contains(path("a.b.c"))).isTrue();
    assertThat(index.contains(path("a.b"))).isFalse();
    assertThat(index.contains(path("a.b.c.d"))).isFalse();
  }

  @Test
  void heapBytes_aNameInABranchOfItsOwn_takesThatBranchAndTwoRuns() {
    add("n0.leaf");
    var before = index.heapBytes();
    for (var i = 1; i < 200; i++) {
      add("n" + i + ".leaf");
    }
    // branch 16, its run 16 + 16, and in the root's run a number of 4 and a reference of 4
    assertThat(index.heapBytes() - before).isBetween(199 * 56L - 16, 199 * 56L + 4096);
    var untagged = index.heapBytes();
    for (var i = 0; i < 10_000; i++) {
      add("cpu;host=web" + i % 100 + ";id=" + i);
    }
    assertThat((index.heapBytes() - untagged) / 10_000).isBetween(20L, 80L);
  }

  @Test
  void find_ofANodeThatIsBoth_hasTheBranchBeforeTheLeaf() {
    add("a.b", "a.b.c");
    assertThat(index.find("a.*")).containsExactly(branch("a.b"), leaf("a.b"));
    assertThat(index.find("a.b")).containsExactly(branch("a.b"), leaf("a.b"));
  }

  @Test
  void find_withoutWildcards_isThatNodeOrNothing() {
    add("a.b");
    assertThat(index.find("a.b")).containsExactly(leaf("a.b"));
    assertThat(index.find("a")).containsExactly(branch("a"));
    assertThat(index.find("a.c")).isEmpty();
    assertThat(index.find("A.b")).isEmpty();
  }

  @Test
  void find_hasTheOrderOfPathsAndNotOfNodes() {
    add("web.cpu", "web-1.cpu", "web.a", "web!.cpu");
    assertThat(paths("*.cpu")).containsExactly("web!.cpu", "web-1.cpu", "web.cpu");
    assertThat(paths("*")).containsExactly("web", "web!", "web-1");
    assertThat(leaves()).containsExactly("web!.cpu", "web-1.cpu", "web.a", "web.cpu");
  }

  @Test
  void find_hasTheOrderOfCodePoints() {
    var aboveTheBasicPlane = "\uD83D\uDE00";
    add(aboveTheBasicPlane, "\uFFEE", "z");
    assertThat(paths("*")).containsExactly("z", "\uFFEE", aboveTheBasicPlane);
    assertThat(paths("?")).hasSize(3);
    assertThat(paths("[!z]")).containsExactly("\uFFEE", aboveTheBasicPlane);
  }

  @Test
  void find_ofAnyDepth_spansLevels() {
    add("a.x", "a.b.x", "a.b.c.x", "a.b.c.y", "b.x");
    assertThat(paths("a.**.x")).containsExactly("a.b.c.x", "a.b.x", "a.x");
    assertThat(paths("**.x")).containsExactly("a.b.c.x", "a.b.x", "a.x", "b.x");
    assertThat(paths("a.**")).hasSize(6);
    assertThat(paths("**.c.**")).containsExactly("a.b.c.x", "a.b.c.y");
    assertThat(paths("**.**")).isEqualTo(paths("**"));
  }

  @Test
  void find_ofManyAnyDepths_findsEachNodeOnce() {
    add("a.a.a.a.a.a.a.a", "a.a.a.b");
    assertThat(paths("**.a.**.a.**.a")).doesNotHaveDuplicates().hasSize(6);
  }

  @Test
  void find_withADotAtTheEnd_isTheBranchUnderThatName() {
    add("servers.web01.cpu");
    assertThat(index.find("servers.")).containsExactly(branch("servers."));
    assertThat(index.find("servers.*.")).containsExactly(branch("servers.web01."));
    assertThat(index.find("servers.web01.cpu.")).isEmpty();
    assertThat(index.find("")).containsExactly(branch(""));
  }

  @Test
  void find_withSlashesInPlainElements_readsThemAsDots() {
    add("servers.web01.cpu");
    assertThat(paths("servers/web01.*")).containsExactly("servers.web01.cpu");
    assertThat(paths("/etc/*")).isEmpty();
    assertThat(paths("/servers/web01")).isEmpty();
    assertThat(paths("servers/*")).isEmpty();
  }

  @Test
  void add_ofATaggedSeries_standsWhereStorageHasIt() {
    index.add(MetricPath.parse("foo;a=b"));
    assertThat(paths("*")).containsExactly("_tagged");
    assertThat(index.find("_tagged.*.*.*")).containsExactly(leaf(TAGGED_FOO));
    assertThat(leaves()).containsExactly(TAGGED_FOO);
    assertThat(index.contains(MetricPath.parse("foo;a=b"))).isTrue();
    assertThat(index.contains(path(TAGGED_FOO))).isTrue();
  }

  @Test
  void find_ofATaggedName_isTheLeafUnderTheNameAskedFor() {
    index.add(MetricPath.parse("foo;b=2;a=1"));
    assertThat(index.find("foo;a=1;b=2")).containsExactly(leaf("foo;a=1;b=2"));
    assertThat(index.find("foo;b=2;a=1")).containsExactly(leaf("foo;b=2;a=1"));
    assertThat(index.find("foo;a=1")).isEmpty();
    assertThat(index.find("foo;a=*;b=2")).isEmpty();
    assertThat(index.find("foo;a")).isEmpty();
  }

  @Test
  void find_ofATaggedNameStoredReadable_isFoundToo() {
    var stored = "_tagged.fda.00d.foo_DOT_bar;a=c";
    index.add(path(stored));
    assertThat(index.find("foo.bar;a=c")).containsExactly(leaf("foo.bar;a=c"));
    assertThat(index.find("_tagged.*.*.*")).containsExactly(leaf(stored));
  }

  @Test
  void add_ofANameThatStorageHasUnderItsHash_isTheSameSeries() {
    index.add(path(TAGGED_FOO));
    assertThat(index.find("_tagged.*")).containsExactly(branch("_tagged.30e"));

    assertThat(index.add(path("foo;a=b"))).isFalse();
    assertThat(index.size()).isEqualTo(1);
    assertThat(leaves()).containsExactly(TAGGED_FOO);
    assertThat(index.tags(TextFilter.ALL, 9)).containsExactly("a", "name");
    assertThat(index.add(path(TAGGED_FOO))).isFalse();
  }

  @Test
  void enter_ofANameThatStorageHasUnderItsHash_isTheSameSeries() {
    index.add(path(TAGGED_FOO));
    index.enter(path("foo;a=b"));

    assertThat(index.add(path("foo;a=b"))).isFalse();
    assertThat(index.size()).isEqualTo(1);
    assertThat(index.remove(path(TAGGED_FOO))).isTrue();
    assertThat(index.knowsTagsOf(path("foo;a=b"))).isTrue();
    assertThat(index.contains(path("foo;a=b"))).isFalse();
  }

  @Test
  void remove_ofAPlaceByItsHash_forgetsTheTags() {
    index.add(path("foo;a=b"));

    assertThat(index.remove(path(TAGGED_FOO))).isTrue();
    assertThat(index.hasTag("a")).isFalse();
    assertThat(index.contains(path("foo;a=b"))).isFalse();
    assertThat(index.size()).isZero();
    assertThat(leaves()).isEmpty();
  }

  @Test
  void add_ofAFileNameWithASemicolon_isNoTaggedSeries() {
    assertThat(index.add(path("a.load;x"))).isTrue();

    assertThat(index.contains(path("a.load;x"))).isTrue();
    assertThat(index.find("a.*")).containsExactly(leaf("a.load;x"));
    assertThat(index.remove(path("a.load;x"))).isTrue();
    assertThat(index.find("*")).isEmpty();
  }

  @Test
  void remove_ofASeriesStoredReadable_takesItByItsName() {
    index.add(path("_tagged.fda.00d.foo_DOT_bar;a=c"));
    assertThat(index.add(path("foo.bar;a=c"))).isFalse();
    assertThat(index.size()).isEqualTo(1);

    assertThat(index.remove(path("foo.bar;a=c"))).isTrue();
    assertThat(index.find("**")).isEmpty();
    assertThat(index.size()).isZero();
  }

  @Test
  void forget_ofTags_leavesThePlaceUntilStorageLosesIt() {
    index.add(path("foo;a=b"));
    index.forget(path("foo;a=b"));

    assertThat(leaves()).containsExactly(TAGGED_FOO);
    assertThat(index.contains(path("foo;a=b"))).isTrue();
    assertThat(index.size()).isEqualTo(1);
    assertThat(index.remove(path("foo;a=b"))).isTrue();
    assertThat(leaves()).isEmpty();
  }

  @Test
  void find_amongPlacesOfTaggedSeries_isAsInATree() {
    var tree = new NameIndex();
    for (var i = 0; i < 3000; i++) {
      var name = path("m;host=" + i);
      index.add(name);
      // by a name nobody knows they stand in the tree
      tree.add(path(String.join(".", StorageNodes.of(name))));
    }
    for (var both : List.of(index, tree)) {
      both.add(path("_tagged.a00.plain"));
      both.add(path("a.b.c.d"));
      both.add(path("z"));
    }
    for (var pattern :
        List.of(
            "*",
            "_tagged",
            "_tagged.*",
            "_tagged.a*",
            "_tagged.a00.*",
            "_tagged.?0?.[0-7]*",
            "*.*.*",
            "*.*.*.*",
            "*.*.*.*77",
            "*.a??.*.*",
            "**",
            "_tagged.**",
            "**.0*",
            "*.*.*.d",
            "*.{abc,a00}.*",
            "_tagged.*.*.*.*",
            "_tagged.",
            "_tagged.a00.",
            "x.*")) {
      assertThat(index.find(pattern)).as(pattern).isEqualTo(tree.find(pattern));
    }
    assertThat(index.find("_tagged.*.*.*", 10)).hasSize(10);
    var names = new ArrayList<String>();
    var expected = new ArrayList<String>();
    index.forEachLeaf(names::add);
    tree.forEachLeaf(expected::add);
    assertThat(names).isEqualTo(expected);
  }

  @Test
  void remove_takesTheBranchesAlong() {
    add("a.b.c", "a.d");
    assertThat(index.remove(path("a.b.c"))).isTrue();
    assertThat(index.remove(path("a.b.c"))).isFalse();
    assertThat(index.remove(path("x.y"))).isFalse();
    assertThat(paths("a.*")).containsExactly("a.d");
    assertThat(index.remove(path("a.d"))).isTrue();
    assertThat(paths("*")).isEmpty();
    assertThat(index.size()).isZero();
  }

  @Test
  void remove_ofMoreThanRemain_buildsAnewAndKeepsTheRest() {
    for (var i = 0; i < 30_000; i++) {
      index.add(path("flat." + i));
    }
    for (var i = 0; i < 29_990; i++) {
      index.remove(path("flat." + i));
    }
    assertThat(index.size()).isEqualTo(10);
    assertThat(paths("flat.*")).hasSize(10).first().isEqualTo("flat.29990");
    assertThat(index.add(path("flat.1"))).isTrue();
    assertThat(index.contains(path("flat.29999"))).isTrue();
  }

  @Test
  void find_underABranchWithManyChildren_isInOrder() {
    var expected = new ArrayList<String>();
    for (var i = 0; i < 20_000; i++) {
      index.add(path(String.format(Locale.ROOT, "flat.%05d", i * 7919 % 20_000)));
      expected.add(String.format(Locale.ROOT, "flat.%05d", i));
    }
    assertThat(paths("flat.*")).isEqualTo(expected);
    assertThat(paths("flat.0012?")).isEqualTo(expected.subList(120, 130));
    assertThat(paths("flat.199*")).isEqualTo(expected.subList(19_900, 20_000));
    assertThat(leaves()).isEqualTo(expected);
  }

  @Test
  void find_ofAListOfTexts_isAsManyLookUps() {
    for (var i = 0; i < 1000; i++) {
      index.add(path("web" + i + ".cpu"));
    }
    var list = new StringBuilder("web{");
    for (var i = 0; i < 50_000; i++) {
      list.append(i).append(',');
    }
    assertThat(paths(list + "x}.{cpu,mem}")).hasSize(1000);
  }

  @Test
  void find_ofManyGroups_neverMultipliesThem() {
    add("aaaaaaaaaaaaaaaaaaaa." + "b.".repeat(20) + "c");
    assertThat(paths("{a,b}".repeat(20) + "." + "{a,b}.".repeat(20) + "{c,d}")).hasSize(1);
  }

  @Test
  void find_ofStackedWildcards_takesLinearTime() {
    var text = "a".repeat(4000);
    add("x." + text);
    assertThat(paths("x." + "*a".repeat(1000) + "*b")).isEmpty();
    assertThat(paths("x." + "{*a,*aa}".repeat(200))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "}", "{{", "a{b", "[", "[!", "[]", "[!]", "{,}", "*\\*"})
  void find_ofAPatternThatIsBroken_isNoError(String pattern) {
    add("a.b");
    assertThat(index.find(pattern)).isEmpty();
    assertThat(index.find("a." + pattern)).isEmpty();
  }

  @Test
  void find_ofATooComplexPattern_saysWhy() {
    assertThatThrownBy(() -> index.find("{".repeat(60) + "*" + "}".repeat(60)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nested deeper than 50");
    assertThatThrownBy(() -> index.find("?".repeat(20_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than 10000 parts");
  }

  @Test
  void find_ofDeepNames_followsThem() {
    var name = "a.".repeat(MetricPath.MAX_NODES - 1) + "b";
    add(name);
    assertThat(paths("**.b")).containsExactly(name);
    assertThat(leaves()).containsExactly(name);
    assertThat(index.remove(path(name))).isTrue();
    assertThat(paths("**")).isEmpty();
  }

  private static MetricPath path(String text) {
    return new MetricPath(text);
  }

  private void add(String... names) {
    for (var name : names) {
      index.add(path(name));
    }
  }

  private List<String> paths(String pattern) {
    return index.find(pattern).stream().map(FoundNode::path).toList();
  }

  private List<String> leaves() {
    var names = new ArrayList<String>();
    index.forEachLeaf(names::add);
    return names;
  }

  private static FoundNode leaf(String path) {
    return new FoundNode(path, true);
  }

  private static FoundNode branch(String path) {
    return new FoundNode(path, false);
  }
}
