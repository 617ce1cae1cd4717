// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.tag;

import java.util.function.Predicate;

/// A condition on texts that are looked at in their order.
///
/// @param prefix with which those begin that satisfy it; the others are not looked at
public record TextFilter(String prefix, Predicate<String> accepts) {

  /// Satisfied by every text.
  public static final TextFilter ALL = startingWith("");

  /// Satisfied by the texts that begin so.
  public static TextFilter startingWith(String prefix) {
    return new TextFilter(prefix, _ -> true);
  }

  /// Satisfied by the texts that a test accepts.
  public static TextFilter of(Predicate<String> accepts) {
    return new TextFilter("", accepts);
  }
}
