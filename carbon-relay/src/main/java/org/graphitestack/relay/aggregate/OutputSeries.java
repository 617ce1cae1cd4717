// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One output with its open windows, oldest first. Made by the first rule that feeds it, which says
/// for good how long its windows are and what is computed.
///
/// Guarded by its shard's lock.
final class OutputSeries {

  /// Bytes of one output beside its name and its windows.
  static final int BYTES = 120;

  final OutputName output;
  final RuleState state;
  final int compute;
  final AggregationFunction function;
  final int frequency;

  /// When the next round is, on the clock of elapsed time.
  long dueNanos;

  /// The next one of its bucket.
  @Nullable OutputSeries next;

  private Window[] windows = new Window[2];
  private int size;

  OutputSeries(OutputName output, RuleState state, int compute, long dueNanos) {
    this.output = output;
    this.state = state;
    this.compute = compute;
    this.function = state.rule.functions().get(compute);
    this.frequency = state.rule.frequencySeconds();
    this.dueNanos = dueNanos;
  }

  /// Whether this is the output of a rule's function. One that works in rounds is shared by all
  /// rules of that kind that give it the same name, as in carbon; others are each on their own.
  boolean is(OutputName name, RuleState fedBy, int fedCompute) {
    if (!output.sameAs(name)) {
      return false;
    }
    return state.expires ? state == fedBy && compute == fedCompute : !fedBy.expires;
  }

  long startOf(long timestamp) {
    return timestamp - Math.floorMod(timestamp, frequency);
  }

  /// The window that begins at `start`, if it is open.
  @Nullable Window find(long start) {
    var at = placeOf(start);
    return at < size && windows[at].start == start ? windows[at] : null;
  }

  void add(Window window) {
    var at = placeOf(window.start);
    if (size == windows.length) {
      windows = Arrays.copyOf(windows, size * 2);
    }
    System.arraycopy(windows, at, windows, at + 1, size - at);
    windows[at] = window;
    size++;
  }

  /// Puts the windows in place of those there are; oldest first.
  void restore(Window[] restored) {
    windows = restored;
    size = restored.length;
  }

  int size() {
    return size;
  }

  Window window(int index) {
    return windows[index];
  }

  void remove(int index) {
    size--;
    System.arraycopy(windows, index + 1, windows, index, size - index);
  }

  /// What it takes up without its windows.
  long bytes() {
    return (long) BYTES + output.bytes.length;
  }

  /// Where the first window is that does not begin before `start`. Nearly always the last one.
  private int placeOf(long start) {
    if (size == 0 || windows[size - 1].start < start) {
      return size;
    }
    var low = 0;
    var high = size - 1;
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (windows[middle].start < start) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
