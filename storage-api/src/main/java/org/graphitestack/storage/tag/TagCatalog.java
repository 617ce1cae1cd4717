// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.tag;

import java.util.List;

/// Which tags and values there are, for people who choose among them. Only series with tags count,
/// and those that were entered by name. All lists are sorted. Thread-safe.
public interface TagCatalog extends TagIndex {

  /// Tags that satisfy a condition.
  List<String> tags(TextFilter filter, int most);

  /// Whether any series has a tag.
  boolean hasTag(String tag);

  /// Values of a tag that satisfy a condition, each with the number of its series.
  List<TagValue> values(String tag, TextFilter filter, int most);

  /// Tags that a query may go on with: those that series have which satisfy it, but for the ones it
  /// names.
  List<String> completeTags(TagQuery query, String prefix, int most);

  /// Values that series have for a tag which satisfy a query.
  List<String> completeValues(TagQuery query, String tag, String prefix, int most);
}
