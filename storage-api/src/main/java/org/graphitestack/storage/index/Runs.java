// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphitestack.storage.HeapSize;
import org.jspecify.annotations.Nullable;

/// Many siblings: sorted runs one after another, so that a change copies one run, not all.
///
/// A change within a run replaces its slot in place; whoever walks the slots sees the run from
/// before or from after. A change of the number of runs makes another `Runs`, and those who hold
/// this one go on with what it had: in either case each entry that was there all the while is seen
/// exactly once.
final class Runs implements Level {

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Run[].class);

  private final Run[] slots;

  private Runs(Run[] slots) {
    this.slots = slots;
  }

  @Override
  public int runs() {
    return slots.length;
  }

  @Override
  public Run run(int index) {
    return (Run) SLOT.getAcquire(slots, index);
  }

  @Override
  public long heapBytes() {
    var bytes = HeapSize.ofObject(4) + HeapSize.ofReferences(slots.length);
    for (var index = 0; index < slots.length; index++) {
      bytes += run(index).heapBytes();
    }
    return bytes;
  }

  /// The run in which a text stands or would stand.
  static int runOf(Level level, SegmentDictionary dictionary, String text) {
    var low = 0;
    var high = level.runs() - 1;
    while (low < high) {
      var middle = (low + high + 1) >>> 1;
      var run = level.run(middle);
      if (dictionary.compare(run.segment(0), text, run.hasBranches()) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /// The first run in which a text may start with `prefix`.
  static int runOfPrefix(Level level, SegmentDictionary dictionary, String prefix) {
    var low = 0;
    var high = level.runs() - 1;
    while (low < high) {
      var middle = (low + high + 1) >>> 1;
      var run = level.run(middle);
      if (dictionary.compareToPrefix(run.segment(0), prefix, run.hasBranches()) < 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /// A level with one more entry, which may be the given one, changed.
  static Level with(Level level, int run, int index, int segment, @Nullable Branch branch) {
    var larger = level.run(run).with(index, segment, branch);
    if (larger.size() <= Run.MAX_SIZE) {
      return replace(level, run, List.of(larger));
    }
    // names often come in order: leave full runs behind then, not half ones
    var last = run == level.runs() - 1 && index == larger.size() - 1;
    var cut = last ? larger.size() - 1 : larger.size() / 2;
    return replace(level, run, List.of(larger.part(0, cut), larger.part(cut, larger.size())));
  }

  /// A level without an entry, which may be the given one, changed.
  static Level without(Level level, int run, int index) {
    var smaller = level.run(run).without(index);
    return replace(
        level, run, smaller.size() > 0 || level.runs() == 1 ? List.of(smaller) : List.of());
  }

  private static Level replace(Level level, int run, List<Run> by) {
    return switch (level) {
      case Run _ -> by.size() == 1 ? by.getFirst() : new Runs(by.toArray(Run[]::new));
      case Runs many -> {
        if (by.size() == 1) {
          SLOT.setRelease(many.slots, run, by.getFirst());
          yield many;
        }
        var changed = new ArrayList<>(Arrays.asList(many.slots));
        changed.remove(run);
        changed.addAll(run, by);
        yield changed.size() == 1 ? changed.getFirst() : new Runs(changed.toArray(Run[]::new));
      }
    };
  }
}
