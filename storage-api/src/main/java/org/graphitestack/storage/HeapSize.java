// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

/// Bytes that objects take on the heap of a Java machine as `graphite` starts it: compact object
/// headers (JEP 519), references of four bytes, everything at a multiple of eight. With more than
/// 32 GiB of heap references take eight, and what is told here is too little.
public final class HeapSize {

  private static final int HEADER = 8;
  private static final int ARRAY_HEADER = 12;
  private static final int REFERENCE = 4;

  private HeapSize() {}

  /// An object.
  ///
  /// @param fieldBytes of all its fields, four for a reference
  public static long ofObject(int fieldBytes) {
    return aligned(HEADER + fieldBytes);
  }

  public static long ofBytes(int length) {
    return aligned(ARRAY_HEADER + length);
  }

  public static long ofInts(int length) {
    return aligned(ARRAY_HEADER + (long) Integer.BYTES * length);
  }

  /// An array of references, without what they lead to.
  public static long ofReferences(int length) {
    return aligned(ARRAY_HEADER + (long) REFERENCE * length);
  }

  private static long aligned(long bytes) {
    return (bytes + 7) & ~7;
  }
}
