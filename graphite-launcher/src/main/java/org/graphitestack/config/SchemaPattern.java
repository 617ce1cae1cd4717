// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.util.function.Predicate;
import org.graphitestack.relay.route.NamePattern;
import org.graphitestack.relay.route.NameTemplate;
import org.graphitestack.relay.route.NameTemplate.Found;
import org.graphitestack.relay.route.PythonRegex;

/// The pattern of a section of storage-schemas.conf or storage-aggregation.conf: whether it is
/// found in a name, and what can be said of names that are not known yet.
///
/// @param text as it was written
/// @param search finds it in a name
record SchemaPattern(String text, Predicate<String> search) implements Predicate<String> {

  /// @throws IllegalArgumentException if the pattern is none; the message says where
  static SchemaPattern of(String text) {
    return new SchemaPattern(text, PythonRegex.search(text));
  }

  @Override
  public boolean test(String name) {
    return search.test(name);
  }

  /// In how many names of a template a section's pattern is found.
  static Found found(Predicate<String> pattern, NameTemplate names) {
    return pattern instanceof SchemaPattern(var text, var _)
        ? NamePattern.of(text).foundIn(names)
        : Found.AT_TIMES;
  }
}
