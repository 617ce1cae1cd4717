// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import java.util.List;
import java.util.Optional;

/// What is known of the names that a rule makes before any name has come: text, and holes that
/// parts of other names will fill.
///
/// Whatever fills a hole is taken to be printable ASCII without blanks. What is in two holes at
/// once, such as the same field, is taken to be independent, so that there may be fewer names than
/// a template allows, never others.
///
/// @param text as the rule writes it
/// @param parts in their order
/// @param without a beginning that none of the names has; empty: they may begin as they like
public record NameTemplate(String text, List<Part> parts, String without) {

  /// Text, or a hole.
  public sealed interface Part {

    record Text(String text) implements Part {}
  }

  /// What fills a hole.
  public enum Hole implements Part {
    /// At least one character, and no dot.
    OF_A_NODE,
    /// At least one character.
    SOMETHING,
    /// Anything, or nothing.
    ANYTHING
  }

  /// In how many of the names a pattern is found.
  public enum Found {
    ALWAYS,
    NEVER,
    /// It depends on what fills the holes, or cannot be told.
    AT_TIMES
  }

  public NameTemplate {
    parts = List.copyOf(parts);
  }

  public NameTemplate(String text, List<Part> parts) {
    this(text, parts, "");
  }

  /// The same but for names that begin so; unless the template itself says that they do.
  public NameTemplate butNotBeginning(String beginning) {
    return !parts.isEmpty()
            && parts.getFirst() instanceof Part.Text(var first)
            && first.startsWith(beginning)
        ? this
        : new NameTemplate(text, parts, beginning);
  }

  /// The only name, if nothing is open.
  Optional<String> only() {
    var name = new StringBuilder();
    for (var part : parts) {
      switch (part) {
        case Part.Text(var known) -> name.append(known);
        case Hole _ -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(name.toString());
  }
}
