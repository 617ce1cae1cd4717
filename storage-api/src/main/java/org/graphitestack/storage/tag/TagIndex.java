// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.tag;

import java.util.List;

/// Finds series by their tags. A series without tags has one, `name`. Thread-safe.
@FunctionalInterface
public interface TagIndex {

  /// One that knows no series.
  TagIndex NONE = (_, _) -> List.of();

  /// The canonical names of series that satisfy every expression, sorted.
  ///
  /// @param most it may stop looking after so many
  List<String> find(TagQuery query, int most);
}
