// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.tag;

import java.util.Arrays;
import org.graphitestack.storage.HeapSize;

/// Bytes one after another, in pages that never move: whoever appends some gets their place.
/// Nothing is taken out. Changed by one thread at a time, read by many meanwhile only under a lock.
final class BytePages {

  private static final int PAGE_BITS = 16;
  private static final int PAGE_BYTES = 1 << PAGE_BITS;

  private byte[][] pages = {};
  private int used = PAGE_BYTES;

  /// Appends bytes that are fewer than a page holds.
  ///
  /// @return their place
  int append(byte[] bytes, int length) {
    if (length > PAGE_BYTES) {
      throw new IllegalArgumentException("bytes: " + length + " (expected: <= " + PAGE_BYTES + ")");
    }
    if (used + length > PAGE_BYTES) {
      pages = Arrays.copyOf(pages, pages.length + 1);
      pages[pages.length - 1] = new byte[PAGE_BYTES];
      used = 0;
    }
    System.arraycopy(bytes, 0, pages[pages.length - 1], used, length);
    var place = (pages.length - 1) << PAGE_BITS | used;
    used += length;
    return place;
  }

  long heapBytes() {
    return HeapSize.ofReferences(pages.length) + pages.length * HeapSize.ofBytes(PAGE_BYTES);
  }

  /// The page of a place.
  byte[] page(int place) {
    return pages[place >>> PAGE_BITS];
  }

  /// Where a place lies in its page.
  static int offset(int place) {
    return place & (PAGE_BYTES - 1);
  }
}
