// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A pattern element as a little machine that is in several states at once, so that matching takes
/// time proportional to text times pattern, whatever the wildcards [1]. Not thread-safe: it reuses
/// its state lists; make one per find.
///
/// [1] Russ Cox, "Regular Expression Matching Can Be Simple And Fast", 2007.
final class GlobProgram implements GlobMatcher {

  /// Longer programs are refused: time per node grows with them.
  static final int MAX_STATES = 10_000;

  private static final int PLAIN = 0;
  private static final int ANY_ONE = 1;
  private static final int ONE_OF = 2;
  private static final int LOOP = 3;
  private static final int FORK = 4;
  private static final int JUMP = 5;
  private static final int MATCH = 6;

  private int[] kinds = new int[16];

  /// PLAIN: the code point; ONE_OF: index into classes; FORK: the other state to go to; JUMP: the
  /// state to go to.
  private int[] arguments = new int[16];

  private GlobSyntax.OneOf[] classes = {};
  private int states;

  // the machine at work
  private int[] current = {};
  private int[] following = {};
  private int[] pending = {};
  private int[] seen = {};
  private int step;

  private GlobProgram() {}

  /// @throws IllegalArgumentException if it has too many states
  static GlobProgram compile(GlobSyntax syntax) {
    var program = new GlobProgram();
    program.emit(syntax.parts());
    program.add(MATCH, 0);
    program.current = new int[program.states];
    program.following = new int[program.states];
    program.pending = new int[2 * program.states + 1];
    program.seen = new int[program.states];
    return program;
  }

  @Override
  public boolean matches(int[] codePoints, int length) {
    step++;
    var active = enter(0, current, 0);
    for (var i = 0; i < length && active > 0; i++) {
      var c = codePoints[i];
      step++;
      var entered = 0;
      for (var s = 0; s < active; s++) {
        var state = current[s];
        var goesOn =
            switch (kinds[state]) {
              case PLAIN -> arguments[state] == c;
              case ANY_ONE, LOOP -> true;
              case ONE_OF -> contains(classes[arguments[state]], c);
              default -> false;
            };
        if (goesOn) {
          entered = enter(kinds[state] == LOOP ? state : next(state), following, entered);
        }
      }
      var swap = current;
      current = following;
      following = swap;
      active = entered;
    }
    for (var s = 0; s < active; s++) {
      if (kinds[current[s]] == MATCH) {
        return true;
      }
    }
    return false;
  }

  /// Enters a state, and those that can be reached from it without reading anything.
  ///
  /// @return how many states the list holds afterwards
  private int enter(int first, int[] list, int size) {
    var count = size;
    var waiting = 0;
    pending[waiting++] = first;
    while (waiting > 0) {
      var state = pending[--waiting];
      if (seen[state] == step) {
        continue;
      }
      seen[state] = step;
      switch (kinds[state]) {
        case FORK -> {
          pending[waiting++] = arguments[state];
          pending[waiting++] = next(state);
        }
        case JUMP -> pending[waiting++] = arguments[state];
        case LOOP -> {
          list[count++] = state;
          pending[waiting++] = next(state);
        }
        default -> list[count++] = state;
      }
    }
    return count;
  }

  private void emit(List<GlobSyntax.Part> parts) {
    for (var part : parts) {
      switch (part) {
        case GlobSyntax.Plain(var codePoint) -> add(PLAIN, codePoint);
        case GlobSyntax.AnyOne _ -> add(ANY_ONE, 0);
        case GlobSyntax.AnyText _ -> add(LOOP, 0);
        case GlobSyntax.OneOf oneOf -> {
          classes = Arrays.copyOf(classes, classes.length + 1);
          classes[classes.length - 1] = oneOf;
          add(ONE_OF, classes.length - 1);
        }
        case GlobSyntax.Group(var alternatives) -> emitGroup(alternatives);
      }
    }
  }

  /// A fork before each alternative but the last leads to it and to the next one; the ends of all
  /// meet.
  private void emitGroup(List<GlobSyntax> alternatives) {
    var ends = new ArrayList<Integer>();
    for (var alternative : alternatives.subList(0, alternatives.size() - 1)) {
      var fork = add(FORK, 0);
      emit(alternative.parts());
      ends.add(add(JUMP, 0));
      arguments[fork] = states;
    }
    emit(alternatives.getLast().parts());
    for (var end : ends) {
      arguments[end] = states;
    }
  }

  private int add(int kind, int argument) {
    if (states == MAX_STATES) {
      throw new IllegalArgumentException(
          "pattern element of more than " + MAX_STATES + " parts (expected: fewer)");
    }
    if (states == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * states);
      arguments = Arrays.copyOf(arguments, 2 * states);
    }
    kinds[states] = kind;
    arguments[states] = argument;
    return states++;
  }

  private static int next(int state) {
    return state + 1;
  }

  private static boolean contains(GlobSyntax.OneOf oneOf, int codePoint) {
    for (var range : oneOf.ranges()) {
      if (range.first() <= codePoint && codePoint <= range.last()) {
        return !oneOf.negated();
      }
    }
    return oneOf.negated();
  }
}
