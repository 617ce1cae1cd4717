// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import java.util.BitSet;
import org.graphitestack.relay.route.NameTemplate.Found;
import org.graphitestack.relay.route.NameTemplate.Hole;
import org.graphitestack.relay.route.NameTemplate.Part;

/// Searches all names of a template at once: what is followed through the automaton is not the
/// state that one name leads to but the set of those that any can lead to.
///
/// Beside each state goes how much of the beginning that no name has was seen so far; what has all
/// of it is let go.
final class TemplateSearch {

  private static final char FIRST = '!';
  private static final char LAST = '~';

  private final AsciiAutomaton automaton;
  private final String without;
  private final int width;

  private TemplateSearch(AsciiAutomaton automaton, String without) {
    this.automaton = automaton;
    this.without = without;
    this.width = without.length() + 1;
  }

  static Found search(AsciiAutomaton automaton, NameTemplate names) {
    var search = new TemplateSearch(automaton, names.without());
    var reached = new BitSet();
    reached.set(search.number(AsciiAutomaton.START, 0));
    for (var part : names.parts()) {
      reached =
          switch (part) {
            case Part.Text(var text) -> search.read(reached, text);
            case Hole hole -> search.fill(reached, hole);
          };
    }
    return search.answer(reached);
  }

  /// @param seen characters of the beginning that no name has; its length and more: it has another
  private int number(int state, int seen) {
    return (state - AsciiAutomaton.LEAST_STATE) * width + seen;
  }

  private int state(int number) {
    return number / width + AsciiAutomaton.LEAST_STATE;
  }

  private BitSet read(BitSet from, String text) {
    var reached = from;
    for (var i = 0; i < text.length(); i++) {
      var next = new BitSet();
      read(reached, text.charAt(i), next);
      reached = next;
    }
    return reached;
  }

  private void read(BitSet from, char c, BitSet reached) {
    from.stream()
        .forEach(
            number -> {
              var state = automaton.next(state(number), c);
              var seen = number % width;
              if (seen == without.length() || without.charAt(seen) != c) {
                reached.set(number(state, without.length()));
              } else if (seen + 1 < without.length()) {
                reached.set(number(state, seen + 1));
              }
            });
  }

  private BitSet fill(BitSet from, Hole hole) {
    var reached = new BitSet();
    var latest = from;
    while (!latest.isEmpty()) {
      var next = new BitSet();
      for (var c = FIRST; c <= LAST; c++) {
        if (c != '.' || hole != Hole.OF_A_NODE) {
          read(latest, c, next);
        }
      }
      next.andNot(reached);
      reached.or(next);
      latest = next;
    }
    if (hole == Hole.ANYTHING) {
      reached.or(from);
    }
    return reached;
  }

  private Found answer(BitSet reached) {
    var found = reached.stream().filter(number -> automaton.foundAtEnd(state(number))).count();
    return found == 0 && !reached.isEmpty()
        ? Found.NEVER
        : found == reached.cardinality() && found > 0 ? Found.ALWAYS : Found.AT_TIMES;
  }
}
