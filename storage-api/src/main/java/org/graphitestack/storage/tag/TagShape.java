// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.tag;

import java.util.List;

/// The tags that series have, in the order in which their names have them; `name` is the first.
///
/// @param number of the shape
/// @param tags with their values
record TagShape(int number, List<TagValues> tags) {

  TagShape {
    tags = List.copyOf(tags);
  }

  /// Which of the tags it is, or -1.
  int indexOf(TagValues tag) {
    return tags.indexOf(tag);
  }
}
