// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/// One search for words: finds the nodes at which every word has been met on the way from the root,
/// whichever node holds it. What stands below such a node is only counted.
///
/// Each distinct text of a node is compared with the words once, whatever number of branches have
/// it, so that a walk over a million names looks up a number for most. A word with dots is met
/// where the path holds it. Used by one thread, once.
final class NameSearch {

  /// Further words are left out: qualities share an `int`.
  static final int MAX_WORDS = 7;

  private static final int QUALITY_BITS = 4;
  private static final int NOT_ASKED = -1;
  private static final int STOP_EVERY = 1024;
  private static final int DEPTHS = 512;
  private static final String TAGGED = "_tagged";

  private final SegmentDictionary dictionary;
  private final List<SearchWord> words = new ArrayList<>();
  private final List<String> dotted = new ArrayList<>();
  private final int most;
  private final BooleanSupplier stop;
  private final PathBuffer path;
  private final int nothingMet;

  /// The worst of the best on top; of equals the later.
  private final PriorityQueue<Ranked> best =
      new PriorityQueue<>(
          Comparator.comparing(Ranked::rank).thenComparing(Ranked::order).reversed());

  private int[] known = new int[1024];
  private int[] codePoints = new int[64];
  private boolean fuzzy;
  private boolean stopped;
  private int found;
  private int looked;

  /// @param rank the smaller the better
  /// @param order of finding
  private record Ranked(long rank, int order, SearchHit hit) {}

  /// @param query words between spaces
  /// @param most hits
  /// @param stop asked now and then whether to be content with what was found so far
  NameSearch(SegmentDictionary dictionary, String query, int most, BooleanSupplier stop) {
    this.dictionary = dictionary;
    this.most = most;
    this.stop = stop;
    this.path = new PathBuffer(dictionary);
    for (var word : query.strip().split("\\s+", -1)) {
      if (word.indexOf('.') >= 0) {
        dotted.add(word.toLowerCase(Locale.ROOT));
      }
      for (var part : word.split("\\.", -1)) {
        if (!part.isEmpty() && words.size() < MAX_WORDS) {
          words.add(new SearchWord(part));
        }
      }
    }
    this.nothingMet = (1 << QUALITY_BITS * words.size()) - 1;
  }

  /// Looks for the words as typed, and for what is near them if there is nothing.
  SearchResult run(Branch root) {
    if (words.isEmpty() || most <= 0) {
      return new SearchResult(List.of(), 0, false, true);
    }
    Arrays.fill(known, NOT_ASKED);
    walk(root, nothingMet, 0);
    if (found == 0 && !stopped) {
      fuzzy = true;
      Arrays.fill(known, NOT_ASKED);
      walk(root, nothingMet, 0);
    }
    var hits = new ArrayList<>(best);
    hits.sort(Comparator.comparing(Ranked::rank).thenComparing(Ranked::order));
    return new SearchResult(
        hits.stream().map(Ranked::hit).toList(), found, fuzzy && found > 0, !stopped);
  }

  /// @param met the best quality of each word so far
  private void walk(Branch at, int met, int depth) {
    var length = path.length();
    for (var cursor = new LevelCursor(at.branches()); cursor.valid(); cursor.advance()) {
      if (stopped()) {
        return;
      }
      var segment = cursor.segment();
      if (depth == 0
          && dictionary.length(segment) == TAGGED.length()
          && dictionary.startsWith(segment, TAGGED)) {
        continue;
      }
      var now = better(met, qualities(segment));
      path.append(segment);
      if (allMet(now)) {
        hit(cursor.branch(), now, depth);
      } else {
        path.append('.');
        walk(cursor.branch(), now, depth + 1);
      }
      path.cut(length);
    }
    for (var cursor = new LevelCursor(at.leaves()); cursor.valid(); cursor.advance()) {
      if (stopped()) {
        return;
      }
      var now = better(met, qualities(cursor.segment()));
      if (allMet(now)) {
        path.append(cursor.segment());
        hit(now, depth);
        path.cut(length);
      }
    }
  }

  private boolean stopped() {
    if (!stopped && ++looked % STOP_EVERY == 0) {
      stopped = stop.getAsBoolean();
    }
    return stopped;
  }

  private void hit(Branch branch, int met, int depth) {
    if (!holdsDotted()) {
      // the nodes fit, but not as neighbours: it may be otherwise further down
      path.append('.');
      walk(branch, met, depth + 1);
      return;
    }
    found++;
    var rank = rank(met, depth);
    if (isWanted(rank)) {
      keep(rank, new SearchHit(path.toString(), false, series(branch)));
    }
  }

  private void hit(int met, int depth) {
    if (!holdsDotted()) {
      return;
    }
    found++;
    var rank = rank(met, depth);
    if (isWanted(rank)) {
      keep(rank, new SearchHit(path.toString(), true, 1));
    }
  }

  private boolean holdsDotted() {
    if (dotted.isEmpty() || fuzzy) {
      return true;
    }
    var text = path.toString().toLowerCase(Locale.ROOT);
    return dotted.stream()
        .allMatch(
            word ->
                text.contains(word.endsWith(".") ? word.substring(0, word.length() - 1) : word));
  }

  private boolean isWanted(long rank) {
    return best.size() < most || rank < best.element().rank();
  }

  private void keep(long rank, SearchHit hit) {
    best.add(new Ranked(rank, found, hit));
    if (best.size() > most) {
      best.remove();
    }
  }

  /// How well the words fit comes first, then how near to the root the node is.
  private long rank(int met, int depth) {
    var sum = 0L;
    for (var i = 0; i < words.size(); i++) {
      sum += quality(met, i);
    }
    return sum * DEPTHS + depth;
  }

  private static int series(Branch branch) {
    var series = 0;
    for (var run = 0; run < branch.leaves().runs(); run++) {
      series += branch.leaves().run(run).size();
    }
    for (var cursor = new LevelCursor(branch.branches()); cursor.valid(); cursor.advance()) {
      series += series(cursor.branch());
    }
    return series;
  }

  private boolean allMet(int met) {
    var worst = fuzzy ? SearchWord.NONE - 1 : SearchWord.LAST_PLAIN;
    for (var i = 0; i < words.size(); i++) {
      if (quality(met, i) > worst) {
        return false;
      }
    }
    return true;
  }

  private static int quality(int qualities, int word) {
    return qualities >>> QUALITY_BITS * word & SearchWord.NONE;
  }

  private int better(int one, int other) {
    if (other == nothingMet) {
      return one;
    }
    var better = 0;
    for (var i = 0; i < words.size(); i++) {
      better |= Math.min(quality(one, i), quality(other, i)) << QUALITY_BITS * i;
    }
    return better;
  }

  /// The quality of each word for a text, four bits each.
  private int qualities(int segment) {
    if (segment >= known.length) {
      var former = known.length;
      known = Arrays.copyOf(known, Math.max(segment + 1, 2 * former));
      Arrays.fill(known, former, known.length, NOT_ASKED);
    }
    if (known[segment] == NOT_ASKED) {
      known[segment] = ask(segment);
    }
    return known[segment];
  }

  private int ask(int segment) {
    if (dictionary.length(segment) > codePoints.length) {
      codePoints = new int[2 * dictionary.length(segment)];
    }
    var length = dictionary.codePoints(segment, codePoints);
    for (var i = 0; i < length; i++) {
      codePoints[i] = Character.toLowerCase(codePoints[i]);
    }
    var qualities = 0;
    for (var i = 0; i < words.size(); i++) {
      qualities |= words.get(i).quality(codePoints, length, fuzzy) << QUALITY_BITS * i;
    }
    return qualities;
  }
}
