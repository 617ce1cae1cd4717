// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.find;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.OptionalLong;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.SeriesFinder;
import org.graphitestack.web.render.CacheFigures;

/// Keeps what another finder found, until there is anything else to be found: a name is never found
/// later for it. Thread-safe.
public final class CachedFinder implements SeriesFinder {

  private static final int BYTES_PER_NODE = 80;

  private final SeriesFinder finder;
  private final Cache<Question, List<FoundNode>> answers;

  /// @param finder one that tells its generation; the answers of others are not kept
  /// @param maxBytes memory for what is kept
  public CachedFinder(SeriesFinder finder, long maxBytes) {
    this.finder = finder;
    this.answers =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher(CachedFinder::bytes)
            .recordStats()
            .build();
  }

  @Override
  public List<FoundNode> find(String pattern) {
    return find(pattern, Integer.MAX_VALUE);
  }

  @Override
  public List<FoundNode> find(String pattern, int most) {
    return find(pattern, most, () -> {});
  }

  @Override
  public List<FoundNode> find(String pattern, int most, Runnable check) {
    // read before looking: what comes meanwhile makes the answer one of a generation that is over
    var generation = finder.generation();
    if (generation.isEmpty()) {
      return finder.find(pattern, most, check);
    }
    var question = new Question(pattern, most, generation.getAsLong());
    var known = answers.getIfPresent(question);
    if (known != null) {
      return known;
    }
    var found = List.copyOf(finder.find(pattern, most, check));
    answers.put(question, found);
    return found;
  }

  @Override
  public OptionalLong generation() {
    return finder.generation();
  }

  public CacheFigures cacheFigures() {
    return CacheFigures.of(answers);
  }

  private static int bytes(Question question, List<FoundNode> found) {
    var bytes = BYTES_PER_NODE + question.pattern().length();
    for (var node : found) {
      bytes += BYTES_PER_NODE + node.path().length();
    }
    return Math.max(bytes, BYTES_PER_NODE);
  }

  private record Question(String pattern, int most, long generation) {}
}
