// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graphitestack.relay.route.PatternTree.Anchor;
import org.graphitestack.relay.route.PatternTree.Choice;
import org.graphitestack.relay.route.PatternTree.OneOf;
import org.graphitestack.relay.route.PatternTree.Repeat;
import org.graphitestack.relay.route.PatternTree.Sequence;

/// Whether a pattern is found in an ASCII text: one look into a table per byte, nothing allocated,
/// and an answer as soon as it is certain, so that `^servers\.` costs a byte or two of most names.
///
/// Made by Thompson's construction and the subset construction [1], wholly when the pattern is
/// compiled: the table never changes, any thread may use it. A pattern whose table would grow out
/// of bounds has none and is left to another engine.
///
/// [1] Aho, Lam, Sethi, Ullman: Compilers, 2nd edition, 3.7.
final class AsciiAutomaton {

  /// What a text's first bytes say.
  enum Answer {
    FOUND,
    NOT_FOUND,
    /// The text is not ASCII.
    NOT_ASCII
  }

  private static final int MAX_STATES = 1000;
  private static final int MAX_NODES = 4000;
  private static final int LOST = -1;
  private static final int WON = -2;

  /// The state before the first character.
  static final int START = 0;

  /// No state has a lower number.
  static final int LEAST_STATE = WON;

  private final byte[] columnOf;
  private final int columns;
  private final short[] next;
  private final boolean[] foundAtEnd;

  private AsciiAutomaton(byte[] columnOf, int columns, short[] next, boolean[] foundAtEnd) {
    this.columnOf = columnOf;
    this.columns = columns;
    this.next = next;
    this.foundAtEnd = foundAtEnd;
  }

  /// The automaton of a pattern; empty if its table would be too large.
  static Optional<AsciiAutomaton> of(PatternTree tree) {
    var graph = new Graph();
    var start = graph.add(tree, graph.accept);
    return start == Graph.TOO_MANY ? Optional.empty() : new Tables(graph, start).build();
  }

  /// Searches a text that has at least one byte.
  Answer search(byte[] bytes, int offset, int length) {
    var state = START;
    for (var i = offset; i < offset + length; i++) {
      var b = bytes[i];
      if (b < 0) {
        return Answer.NOT_ASCII;
      }
      state = next[state * columns + columnOf[b]];
      if (state < 0) {
        return state == WON ? Answer.FOUND : Answer.NOT_FOUND;
      }
    }
    return foundAtEnd[state] ? Answer.FOUND : Answer.NOT_FOUND;
  }

  /// The state that a character leads to.
  int next(int state, char c) {
    return state < 0 ? state : next[state * columns + columnOf[c]];
  }

  /// Whether the pattern is found in a text that has at least one byte and led to a state.
  boolean foundAtEnd(int state) {
    return state == WON || (state >= 0 && foundAtEnd[state]);
  }

  /// Thompson's graph. A node waits for a character, forks, or stands at an anchor.
  private static final class Graph {

    static final int TOO_MANY = -1;

    private sealed interface Node {
      record Read(OneOf set, int next) implements Node {}

      record Fork(int[] next) implements Node {}

      record At(Anchor anchor, int next) implements Node {}

      record Accept() implements Node {}
    }

    final List<Node> nodes = new ArrayList<>();
    final int accept = add(new Node.Accept());

    private int add(Node node) {
      if (nodes.size() == MAX_NODES) {
        return TOO_MANY;
      }
      nodes.add(node);
      return nodes.size() - 1;
    }

    /// Adds what leads through `tree` to the node `next`.
    int add(PatternTree tree, int next) {
      if (next == TOO_MANY) {
        return TOO_MANY;
      }
      return switch (tree) {
        case OneOf set -> add(new Node.Read(set, next));
        case Anchor anchor -> add(new Node.At(anchor, next));
        case Sequence(var parts) -> {
          var first = next;
          for (var part : parts.reversed()) {
            first = add(part, first);
          }
          yield first;
        }
        case Choice(var parts) -> {
          var firsts = new int[parts.size()];
          for (var i = 0; i < firsts.length; i++) {
            firsts[i] = add(parts.get(i), next);
            if (firsts[i] == TOO_MANY) {
              yield TOO_MANY;
            }
          }
          yield add(new Node.Fork(firsts));
        }
        case Repeat repeat -> add(repeat, next);
      };
    }

    private int add(Repeat repeat, int next) {
      var first = next;
      if (repeat.most() == Repeat.UNBOUNDED) {
        var ways = new int[] {next, next};
        first = add(new Node.Fork(ways));
        if (first == TOO_MANY) {
          return TOO_MANY;
        }
        ways[0] = add(repeat.part(), first);
        if (ways[0] == TOO_MANY) {
          return TOO_MANY;
        }
      } else {
        for (var i = repeat.least(); i < repeat.most() && first != TOO_MANY; i++) {
          var part = add(repeat.part(), first);
          first = part == TOO_MANY ? TOO_MANY : add(new Node.Fork(new int[] {part, next}));
        }
      }
      for (var i = 0; i < repeat.least(); i++) {
        first = add(repeat.part(), first);
      }
      return first;
    }

    /// Everything reached from `seeds` without reading.
    BitSet reach(BitSet seeds, boolean atStart, boolean atEnd) {
      var reached = new BitSet();
      var open = new ArrayList<Integer>();
      seeds.stream().forEach(open::add);
      while (!open.isEmpty()) {
        var node = open.removeLast();
        if (reached.get(node)) {
          continue;
        }
        reached.set(node);
        switch (nodes.get(node)) {
          case Node.Fork(var ways) -> {
            for (var way : ways) {
              open.add(way);
            }
          }
          case Node.At(var anchor, var next) -> {
            if (anchor == Anchor.START ? atStart : atEnd) {
              open.add(next);
            }
          }
          case Node.Read _, Node.Accept _ -> {
            // these wait
          }
        }
      }
      return reached;
    }

    BitSet read(BitSet from, int c) {
      var reached = new BitSet();
      from.stream()
          .forEach(
              node -> {
                if (nodes.get(node) instanceof Node.Read(var set, var next) && set.has(c)) {
                  reached.set(next);
                }
              });
      return reached;
    }

    /// Whether anything can still become of these nodes.
    boolean hopeless(BitSet reached) {
      return reached.stream()
          .noneMatch(
              node ->
                  switch (nodes.get(node)) {
                    case Node.Read _, Node.Accept _ -> true;
                    case Node.At(var anchor, var _) -> anchor == Anchor.END;
                    case Node.Fork _ -> false;
                  });
    }
  }

  /// The subset construction.
  private static final class Tables {

    private final Graph graph;
    private final int start;
    private final byte[] columnOf = new byte[PatternTree.ASCII];
    private final List<Integer> exampleOf = new ArrayList<>();
    private final Map<BitSet, Integer> numberOf = new HashMap<>();
    private final List<BitSet> states = new ArrayList<>();

    Tables(Graph graph, int start) {
      this.graph = graph;
      this.start = start;
      findColumns();
    }

    /// Characters that no set of the pattern tells apart share a column.
    private void findColumns() {
      var columns = new HashMap<BitSet, Integer>();
      for (var c = 0; c < PatternTree.ASCII; c++) {
        var sets = new BitSet();
        for (var node = 0; node < graph.nodes.size(); node++) {
          if (graph.nodes.get(node) instanceof Graph.Node.Read(var set, var _) && set.has(c)) {
            sets.set(node);
          }
        }
        var known = columns.putIfAbsent(sets, columns.size());
        if (known == null) {
          exampleOf.add(c);
        }
        columnOf[c] = (byte) (known == null ? columns.size() - 1 : known);
      }
    }

    Optional<AsciiAutomaton> build() {
      var seed = new BitSet();
      seed.set(start);
      var first = graph.reach(seed, true, false);
      number(first);
      var rows = new ArrayList<short[]>();
      for (var state = 0; state < states.size(); state++) {
        var row = new short[exampleOf.size()];
        for (var column = 0; column < row.length; column++) {
          // found already, whatever comes
          row[column] =
              states.get(state).get(graph.accept)
                  ? WON
                  : target(states.get(state), exampleOf.get(column));
        }
        rows.add(row);
        if (states.size() > MAX_STATES) {
          return Optional.empty();
        }
      }
      var columns = exampleOf.size();
      var next = new short[rows.size() * columns];
      var foundAtEnd = new boolean[rows.size()];
      for (var state = 0; state < rows.size(); state++) {
        System.arraycopy(rows.get(state), 0, next, state * columns, columns);
        foundAtEnd[state] = graph.reach(states.get(state), false, true).get(graph.accept);
      }
      return Optional.of(new AsciiAutomaton(columnOf, columns, next, foundAtEnd));
    }

    private short target(BitSet from, int c) {
      var seeds = graph.read(from, c);
      seeds.set(start);
      var reached = graph.reach(seeds, false, false);
      if (reached.get(graph.accept)) {
        return WON;
      }
      return graph.hopeless(reached) ? LOST : (short) number(reached);
    }

    private int number(BitSet state) {
      var known = numberOf.putIfAbsent(state, states.size());
      if (known == null) {
        states.add(state);
        return states.size() - 1;
      }
      return known;
    }
  }
}
