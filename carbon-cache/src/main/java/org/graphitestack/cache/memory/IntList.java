// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// Ints in the order they were added. Not thread-safe.
final class IntList {

  private int[] elements = new int[64];
  private int size;

  void add(int element) {
    if (size == elements.length) {
      elements = Arrays.copyOf(elements, size * 2);
    }
    elements[size++] = element;
  }

  int size() {
    return size;
  }

  int get(int index) {
    return elements[index];
  }

  void clear() {
    size = 0;
  }

  void forEach(IntConsumer action) {
    for (var i = 0; i < size; i++) {
      action.accept(elements[i]);
    }
  }
}
