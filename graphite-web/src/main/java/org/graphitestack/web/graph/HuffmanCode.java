// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.util.Arrays;

/// A prefix code for one alphabet of a deflate block (RFC 1951, 3.2.2), at most 15 bits a symbol.
final class HuffmanCode {

  private static final int LONGEST = 15;

  private final int[] lengths;
  private final int[] reversed;

  private HuffmanCode(int[] lengths) {
    this.lengths = lengths;
    this.reversed = codes(lengths);
  }

  /// The code that is shortest for these frequencies; symbols that do not occur have none. At least
  /// two symbols have one, since a decoder may refuse less.
  static HuffmanCode of(int[] frequencies) {
    int[] weights = frequencies.clone();
    for (int symbol = 0; symbol < 2; symbol++) {
      weights[symbol] = Math.max(1, weights[symbol]);
    }
    int[] lengths = lengths(weights);
    while (Arrays.stream(lengths).max().orElse(0) > LONGEST) {
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (weights[i] + 1) / 2;
      }
      lengths = lengths(weights);
    }
    return new HuffmanCode(lengths);
  }

  int length(int symbol) {
    return lengths[symbol];
  }

  /// The code's bits, first bit lowest, as a deflate stream has them.
  int bits(int symbol) {
    return reversed[symbol];
  }

  /// Two queues: leaves by weight, and the nodes made of them, whose weights only grow.
  private static int[] lengths(int[] weights) {
    long[] leaves = new long[weights.length];
    int count = 0;
    for (int symbol = 0; symbol < weights.length; symbol++) {
      if (weights[symbol] > 0) {
        leaves[count++] = (long) weights[symbol] << 16 | symbol;
      }
    }
    Arrays.sort(leaves, 0, count);
    long[] nodeWeights = new long[2 * count - 1];
    int[] parents = new int[2 * count - 1];
    for (int i = 0; i < count; i++) {
      nodeWeights[i] = leaves[i] >> 16;
    }
    int leaf = 0;
    int node = count;
    for (int made = count; made < parents.length; made++) {
      for (int child = 0; child < 2; child++) {
        boolean takesLeaf =
            leaf < count && (node == made || nodeWeights[leaf] <= nodeWeights[node]);
        int taken = takesLeaf ? leaf++ : node++;
        parents[taken] = made;
        nodeWeights[made] += nodeWeights[taken];
      }
    }
    int[] depths = new int[parents.length];
    int[] lengths = new int[weights.length];
    for (int i = parents.length - 2; i >= 0; i--) {
      depths[i] = depths[parents[i]] + 1;
      if (i < count) {
        lengths[(int) (leaves[i] & 0xffff)] = depths[i];
      }
    }
    return lengths;
  }

  private static int[] codes(int[] lengths) {
    int[] next = new int[LONGEST + 2];
    for (int length : lengths) {
      next[length + 1] += length == 0 ? 0 : 1;
    }
    for (int bits = 1; bits < next.length; bits++) {
      next[bits] = (next[bits] + next[bits - 1]) << 1;
    }
    int[] reversed = new int[lengths.length];
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] > 0) {
        reversed[symbol] = Integer.reverse(next[lengths[symbol]]++) >>> (32 - lengths[symbol]);
      }
    }
    return reversed;
  }
}
