// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.graphitestack.model.MetricPath;
import org.junit.jupiter.api.Test;

class NameSearchTest {

  private final NameIndex index = new NameIndex();

  @Test
  void search_word_findsTheHighestNodesThatHoldIt() {
    add("servers.web01.cpu.user", "servers.web01.cpu.idle", "servers.db01.cpu.user");

    assertThat(search("web01").hits()).containsExactly(new SearchHit("servers.web01", false, 2));
  }

  @Test
  void search_severalWords_findsNodesWhoseWayHoldsAllInAnyOrder() {
    add("servers.web01.cpu.user", "servers.web01.disk.free", "servers.db01.cpu.user");

    assertThat(paths("user web")).containsExactly("servers.web01.cpu.user");
  }

  @Test
  void search_otherCase_findsAll() {
    add("Servers.Web01.CPU");

    assertThat(paths("wEB01")).containsExactly("Servers.Web01");
  }

  @Test
  void search_better_standsFirst() {
    add("a.precpu", "a.cpu_user", "a.old-cpu", "b.c.cpu", "a.cpu");

    assertThat(paths("cpu"))
        .containsExactly("a.cpu", "b.c.cpu", "a.cpu_user", "a.old-cpu", "a.precpu");
  }

  @Test
  void search_wordWithDots_findsNeighbours() {
    add("servers.web01.cpu.user", "servers.web01.gpu.cpu.load.user", "x.web01.y.cpu");

    assertThat(paths("web01.cpu")).containsExactly("servers.web01.cpu");
    assertThat(paths("b01.cpu.u")).containsExactly("servers.web01.cpu.user");
    assertThat(paths("servers.web01.")).containsExactly("servers.web01");
  }

  @Test
  void search_oneWrongCharacter_findsWhatIsNear() {
    add("servers.webserver.cpu", "servers.database.cpu");

    assertThat(search("webserer"))
        .isEqualTo(
            new SearchResult(List.of(new SearchHit("servers.webserver", false, 1)), 1, true, true));
    assertThat(paths("datebase")).containsExactly("servers.database");
    assertThat(paths("databbase")).containsExactly("servers.database");
  }

  @Test
  void search_abbreviation_findsWhatItMayStandFor() {
    add("servers.webserver.cpu", "servers.database.cpu");

    assertThat(paths("wsrv")).containsExactly("servers.webserver");
  }

  @Test
  void search_asTyped_leavesOutWhatIsOnlyNear() {
    add("a.webserver", "a.webserxer");

    assertThat(paths("webserver")).containsExactly("a.webserver");
    assertThat(search("webserver").fuzzy()).isFalse();
  }

  @Test
  void search_moreThanWanted_countsThemAll() {
    for (var i = 0; i < 1000; i++) {
      add("host" + i + ".cpu");
    }

    var result = search("cpu");
    assertThat(result.found()).isEqualTo(1000);
    assertThat(result.hits()).hasSize(10);
  }

  @Test
  void search_stopped_saysThatItIsNotComplete() {
    for (var i = 0; i < 5000; i++) {
      add("host" + i + ".cpu");
    }

    var result = index.search("cpu", 10, () -> true);
    assertThat(result.complete()).isFalse();
    assertThat(result.found()).isLessThan(5000);
  }

  @Test
  void search_noWords_findsNothing() {
    add("a.b");

    assertThat(search("  ").hits()).isEmpty();
    assertThat(search("...").hits()).isEmpty();
  }

  @Test
  void search_nothingNear_findsNothing() {
    add("a.b");

    assertThat(search("zzzz")).isEqualTo(new SearchResult(List.of(), 0, false, true));
  }

  @Test
  void search_taggedSeries_areLeftToTags() {
    index.add(MetricPath.parse("disk.used;host=web01"));

    assertThat(search("tagged").hits()).isEmpty();
  }

  @Test
  void search_beyondLatin_findsIt() {
    add("серверы.веб01.ЦП");

    assertThat(paths("цп")).containsExactly("серверы.веб01.ЦП");
  }

  private List<String> paths(String query) {
    return search(query).hits().stream().map(SearchHit::path).toList();
  }

  private SearchResult search(String query) {
    return index.search(query, 10, () -> false);
  }

  private void add(String... names) {
    for (var name : names) {
      index.add(new MetricPath(name));
    }
  }
}
