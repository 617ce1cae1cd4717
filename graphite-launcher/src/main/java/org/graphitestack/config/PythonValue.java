// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.util.List;

/// A value that stands in a Python file.
sealed interface PythonValue {

  /// A text.
  record Text(String text) implements PythonValue {}

  /// A number, infinity too.
  record Numeral(double number) implements PythonValue {

    boolean isWhole() {
      return number == Math.rint(number) && Math.abs(number) < 1e15;
    }
  }

  /// True or False.
  record Flag(boolean on) implements PythonValue {}

  /// None.
  record None() implements PythonValue {}

  /// A list, a tuple or a set.
  record Sequence(List<PythonValue> elements) implements PythonValue {

    public Sequence {
      elements = List.copyOf(elements);
    }
  }

  /// A dict, its entries in their order.
  record Dict(List<Entry> entries) implements PythonValue {

    public Dict {
      entries = List.copyOf(entries);
    }

    /// The value of a key that is a text; None if there is none.
    PythonValue get(String key) {
      return entries.stream()
          .filter(entry -> entry.key().equals(new Text(key)))
          .map(Entry::value)
          .reduce(new None(), (_, last) -> last);
    }
  }

  /// A key and its value.
  record Entry(PythonValue key, PythonValue value) {}
}
