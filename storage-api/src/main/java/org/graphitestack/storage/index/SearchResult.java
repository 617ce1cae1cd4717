// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import java.util.List;

/// What a search found.
///
/// @param hits the best ones, best first
/// @param found how many there were, those not among the hits too
/// @param fuzzy whether nothing holds the words as typed, and these are near them
/// @param complete whether all names were looked at; false if it was stopped
public record SearchResult(List<SearchHit> hits, int found, boolean fuzzy, boolean complete) {

  public SearchResult {
    hits = List.copyOf(hits);
  }
}
