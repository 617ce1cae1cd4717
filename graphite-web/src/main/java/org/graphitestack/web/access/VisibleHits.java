// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.access;

import java.util.ArrayList;
import java.util.function.BooleanSupplier;
import org.graphitestack.storage.SeriesFinder;
import org.graphitestack.storage.index.SearchHit;
import org.graphitestack.storage.index.SearchResult;

/// The hits of a search that someone sees. Nothing of the rest is told, not even how many there
/// are.
public final class VisibleHits {

  /// Hits that are looked at for those that are seen.
  private static final int MOST_LOOKED_AT = 10_000;

  /// A branch of more series counts as one of so many.
  private static final int MOST_COUNTED = 100_000;

  private VisibleHits() {}

  /// What is searched.
  @FunctionalInterface
  public interface Search {

    /// Looks for names.
    ///
    /// @param most hits
    /// @param stop asked now and then whether to be content with what was found so far
    SearchResult search(String query, int most, BooleanSupplier stop);
  }

  /// Searches for someone.
  ///
  /// @param finder of all names
  public static SearchResult search(
      Search search,
      SeriesFinder finder,
      Visibility sees,
      String query,
      int most,
      BooleanSupplier stop) {
    if (sees.all()) {
      return search.search(query, most, stop);
    }
    var all = search.search(query, MOST_LOOKED_AT, stop);
    var names = (VisibleNames) VisibleNames.of(finder, sees);
    var hits = new ArrayList<SearchHit>();
    var complete = all.complete() && all.found() <= MOST_LOOKED_AT;
    for (var hit : all.hits()) {
      if (hits.size() >= most || stop.getAsBoolean()) {
        complete = false;
        break;
      }
      if (hit.leaf()) {
        if (sees.sees(hit.path())) {
          hits.add(hit);
        }
        continue;
      }
      var series = names.leavesBelow(hit.path(), MOST_COUNTED, () -> {}).size();
      if (series > 0) {
        hits.add(new SearchHit(hit.path(), false, series));
      }
    }
    return new SearchResult(hits, hits.size(), all.fuzzy(), complete);
  }
}
