// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.target;

/// A target as it was understood.
///
/// @param text the whole text
/// @param expression the longest part from the beginning that can be read
/// @param end index after that part; what follows is left out, as graphite-web does
public record Target(String text, Expression expression, int end) {

  /// What was not understood and left out; blank for a target that is read to its end.
  public String leftover() {
    return text.substring(end);
  }
}
