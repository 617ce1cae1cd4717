// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.find;

import static org.assertj.core.api.Assertions.assertThat;

import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.index.NameIndex;
import org.junit.jupiter.api.Test;

final class CachedFinderTest {

  private final NameIndex index = new NameIndex();
  private final CachedFinder finder = new CachedFinder(index, 10_000);

  @Test
  void find_sameQuestion_isAnsweredFromMemory() {
    index.add(new MetricPath("a.b"));

    finder.find("a.*");
    finder.find("a.*");

    assertThat(finder.cacheFigures().hits()).isEqualTo(1);
    assertThat(finder.cacheFigures().bytes()).isPositive();
  }

  @Test
  void find_afterNamesCameOrWent_looksAgain() {
    index.add(new MetricPath("a.b"));
    finder.find("a.*");

    index.add(new MetricPath("a.c"));

    assertThat(finder.find("a.*")).extracting(FoundNode::path).containsExactly("a.b", "a.c");
    index.remove(new MetricPath("a.b"));
    assertThat(finder.find("a.*")).extracting(FoundNode::path).containsExactly("a.c");
  }

  @Test
  void find_limited_isAnotherQuestion() {
    index.add(new MetricPath("a.b"));
    index.add(new MetricPath("a.c"));
    finder.find("a.*");

    assertThat(finder.find("a.*", 1)).hasSize(1);
  }
}
