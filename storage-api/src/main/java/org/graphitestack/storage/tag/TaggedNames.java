// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.tag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.graphitestack.model.MetricPath;
import org.jspecify.annotations.Nullable;

/// The names of series with tags, in memory, by tag and value. Thread-safe.
///
/// Each name has a number; each value of a tag has the list of the numbers of its names. A query is
/// answered by a set of numbers, made of the lists its expressions allow, so that no name is taken
/// apart; what completes a query is looked for value by value, in order, until enough are found.
///
/// A name that was added counts as long as storage has the series, which whoever asks tells; one
/// that was entered counts until it is forgotten.
public final class TaggedNames {

  /// Sets of so few names are completed by the tags of each.
  private static final int FEW = 1_000;

  /// The lists are made anew when more names than remain, and at least so many, were forgotten.
  private static final int FORGOTTEN_BEFORE_REBUILD = 10_000;

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private NumberedNames names = new NumberedNames();

  private BitSet entered = new BitSet();
  private BitSet forgotten = new BitSet();
  private NavigableMap<String, NavigableMap<String, Numbers>> byTag = new TreeMap<>();

  /// Adds a series with tags.
  ///
  /// @return whether it was not there before
  public boolean add(MetricPath path) {
    if (!path.tagged()) {
      throw new IllegalArgumentException("path: " + path + " (expected: one with tags)");
    }
    if (knows(path)) {
      return false;
    }
    return writing(() -> addNumbered(path.text()));
  }

  /// Adds a series, with or without tags, that counts whether storage has it or not.
  ///
  /// @return whether it was not entered before
  public boolean enter(MetricPath path) {
    return writing(
        () -> {
          addNumbered(path.text());
          var number = names.numberOf(path.text());
          if (entered.get(number)) {
            return false;
          }
          entered.set(number);
          return true;
        });
  }

  /// Forgets a series.
  ///
  /// @return whether it was there
  public boolean forget(MetricPath path) {
    return writing(() -> forgetNumbered(path.text()));
  }

  /// Forgets a series that storage no longer has, unless it was entered.
  public void gone(MetricPath path) {
    var _ =
        writing(
            () -> {
              var number = names.numberOf(path.text());
              return number >= 0 && !entered.get(number) && forgetNumbered(path.text());
            });
  }

  /// Whether the series was added or entered, and not forgotten.
  public boolean knows(MetricPath path) {
    return reading(() -> names.numberOf(path.text()) >= 0);
  }

  public int size() {
    return reading(() -> names.size());
  }

  /// The names that satisfy a query, sorted.
  ///
  /// @param most after so many it stops looking
  /// @param there whether storage has a series
  public List<String> find(TagQuery query, int most, Predicate<MetricPath> there) {
    return reading(
        () -> {
          var found = new TreeSet<String>();
          var matching = matching(query.expressions());
          for (var number = matching.nextSetBit(0);
              number >= 0 && found.size() < most;
              number = matching.nextSetBit(number + 1)) {
            if (counts(number, there)) {
              found.add(name(number));
            }
          }
          return List.copyOf(found);
        });
  }

  /// Tags that satisfy a condition, sorted, at most so many.
  public List<String> tags(TextFilter filter, int most) {
    return reading(
        () ->
            first(byTag, filter.prefix(), most, (tag, _) -> filter.accepts().test(tag)).stream()
                .map(Map.Entry::getKey)
                .toList());
  }

  /// Whether a series has a tag.
  public boolean hasTag(String tag) {
    return reading(() -> byTag.containsKey(tag));
  }

  /// Values of a tag that satisfy a condition, sorted, at most so many.
  public List<TagValue> values(String tag, TextFilter filter, int most) {
    return reading(
        () ->
            first(valuesOf(tag), filter.prefix(), most, (value, _) -> filter.accepts().test(value))
                .stream()
                .map(value -> new TagValue(value.getKey(), value.getValue().live))
                .toList());
  }

  /// Tags of the series that satisfy a query, but for the ones it names, sorted, at most so many.
  public List<String> completeTags(
      TagQuery query, String prefix, int most, Predicate<MetricPath> there) {
    return reading(
        () -> {
          var named = query.expressions().stream().map(TagExpression::tag).toList();
          var matching = matching(query.expressions());
          if (isFew(matching)) {
            return matching.stream()
                .filter(number -> counts(number, there))
                .mapToObj(number -> tagsOf(name(number)).keySet())
                .flatMap(Collection::stream)
                .filter(tag -> tag.startsWith(prefix) && !named.contains(tag))
                .distinct()
                .sorted()
                .limit(most)
                .toList();
          }
          return first(
                  byTag,
                  prefix,
                  most,
                  (tag, values) ->
                      !named.contains(tag)
                          && values.values().stream().anyMatch(some -> any(some, matching, there)))
              .stream()
              .map(Map.Entry::getKey)
              .toList();
        });
  }

  /// Values that the series which satisfy a query have for a tag, sorted, at most so many.
  public List<String> completeValues(
      TagQuery query, String tag, String prefix, int most, Predicate<MetricPath> there) {
    return reading(
        () -> {
          // whoever has one of the values has the tag
          var matching =
              matching(
                  query.expressions().stream()
                      .filter(expression -> !expression.text().equals(tag + "!="))
                      .toList());
          if (isFew(matching)) {
            return matching.stream()
                .filter(number -> counts(number, there))
                .mapToObj(number -> tagsOf(name(number)).getOrDefault(tag, ""))
                .filter(value -> !value.isEmpty() && value.startsWith(prefix))
                .distinct()
                .sorted()
                .limit(most)
                .toList();
          }
          return first(valuesOf(tag), prefix, most, (_, some) -> any(some, matching, there))
              .stream()
              .map(Map.Entry::getKey)
              .toList();
        });
  }

  private boolean addNumbered(String name) {
    if (names.numberOf(name) >= 0) {
      return false;
    }
    var number = names.add(name);
    tagsOf(name)
        .forEach(
            (tag, value) ->
                byTag
                    .computeIfAbsent(tag, _ -> new TreeMap<>())
                    .computeIfAbsent(value, _ -> new Numbers())
                    .add(number));
    return true;
  }

  private boolean forgetNumbered(String name) {
    var number = names.remove(name);
    if (number < 0) {
      return false;
    }
    entered.clear(number);
    forgotten.set(number);
    tagsOf(name)
        .forEach(
            (tag, value) -> {
              var values = valuesOf(tag);
              var some = values.get(value);
              if (some != null && --some.live == 0) {
                values.remove(value);
                if (values.isEmpty()) {
                  byTag.remove(tag);
                }
              }
            });
    if (names.numbers() - names.size() > Math.max(FORGOTTEN_BEFORE_REBUILD, names.size())) {
      rebuild();
    }
    return true;
  }

  private void rebuild() {
    var formerNames = names;
    var formerEntered = entered;
    names = new NumberedNames();
    entered = new BitSet();
    forgotten = new BitSet();
    byTag = new TreeMap<>();
    for (var number = 0; number < formerNames.numbers(); number++) {
      var name = formerNames.name(number);
      if (name != null) {
        entered.set(names.numbers(), formerEntered.get(number));
        addNumbered(name);
      }
    }
  }

  /// The numbers of the names that satisfy all expressions.
  private BitSet matching(List<TagExpression> expressions) {
    @Nullable TagExpression narrowest = null;
    Collection<Numbers> fewest = List.of();
    for (var expression : expressions) {
      if (!expression.acceptsMissing()) {
        var accepted = accepted(expression);
        if (narrowest == null || total(accepted) < total(fewest)) {
          narrowest = expression;
          fewest = accepted;
        }
      }
    }
    var matching = narrowest == null ? all() : union(fewest);
    if (isFew(matching)) {
      for (var number : matching.stream().toArray()) {
        var name = names.name(number);
        if (name == null || !accepts(expressions, tagsOf(name))) {
          matching.clear(number);
        }
      }
      return matching;
    }
    for (var expression : expressions) {
      if (expression.acceptsMissing()) {
        matching.andNot(union(refused(expression)));
      } else if (!expression.equals(narrowest)) {
        matching.and(union(accepted(expression)));
      }
    }
    matching.andNot(forgotten);
    return matching;
  }

  private static boolean accepts(List<TagExpression> expressions, Map<String, String> tags) {
    return expressions.stream().allMatch(expression -> expression.accepts(tags));
  }

  private BitSet all() {
    var all = new BitSet(names.numbers());
    all.set(0, names.numbers());
    return all;
  }

  private static boolean isFew(BitSet matching) {
    return matching.cardinality() <= FEW;
  }

  private BitSet union(Collection<Numbers> lists) {
    var union = new BitSet(names.numbers());
    for (var some : lists) {
      for (var i = 0; i < some.size; i++) {
        union.set(some.number(i));
      }
    }
    return union;
  }

  /// The lists of names one expression accepts by their value; no name is in two of them.
  private Collection<Numbers> accepted(TagExpression expression) {
    var values = valuesOf(expression.tag());
    if (!expression.exact().isEmpty()) {
      var exact = values.get(expression.exact());
      return exact == null ? List.of() : List.of(exact);
    }
    return listsOf(values, expression.accepts());
  }

  private Collection<Numbers> refused(TagExpression expression) {
    return listsOf(valuesOf(expression.tag()), expression.accepts().negate());
  }

  private static Collection<Numbers> listsOf(
      Map<String, Numbers> values, Predicate<String> accepts) {
    return values.entrySet().stream()
        .filter(value -> accepts.test(value.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private NavigableMap<String, Numbers> valuesOf(String tag) {
    return byTag.getOrDefault(tag, new TreeMap<>());
  }

  /// The first entries whose keys begin with a prefix and that a test accepts. A loop, since the
  /// stream of a part of a tree counts its entries first.
  private static <T> List<Map.Entry<String, T>> first(
      NavigableMap<String, T> sorted, String prefix, int most, BiPredicate<String, T> accepts) {
    var first = new ArrayList<Map.Entry<String, T>>();
    for (var entry : sorted.tailMap(prefix, true).entrySet()) {
      if (first.size() >= most || !entry.getKey().startsWith(prefix)) {
        break;
      }
      if (accepts.test(entry.getKey(), entry.getValue())) {
        first.add(entry);
      }
    }
    return first;
  }

  private static long total(Collection<Numbers> lists) {
    return lists.stream().mapToLong(list -> list.size).sum();
  }

  /// Whether one of the names of a list is in a set and counts.
  private boolean any(Numbers some, BitSet matching, Predicate<MetricPath> there) {
    for (var i = 0; i < some.size; i++) {
      if (matching.get(some.number(i)) && counts(some.number(i), there)) {
        return true;
      }
    }
    return false;
  }

  private boolean counts(int number, Predicate<MetricPath> there) {
    return entered.get(number) || there.test(new MetricPath(name(number)));
  }

  private String name(int number) {
    var name = names.name(number);
    if (name == null) {
      throw new IllegalStateException("name " + number + " was forgotten (expected: one kept)");
    }
    return name;
  }

  private static Map<String, String> tagsOf(String name) {
    var tags = new LinkedHashMap<String, String>();
    for (var part : name.split(";", -1)) {
      if (tags.isEmpty()) {
        tags.put(TagQuery.NAME, part);
      } else {
        var equals = part.indexOf('=');
        tags.put(part.substring(0, equals), part.substring(equals + 1));
      }
    }
    return tags;
  }

  private <T> T reading(Supplier<T> look) {
    lock.readLock().lock();
    try {
      return look.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  private boolean writing(Supplier<Boolean> change) {
    lock.writeLock().lock();
    try {
      return change.get();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /// A growing list of numbers of names, some of which may have been forgotten. Most values have a
  /// single name: the first needs no array.
  private static final class Numbers {

    private static final int[] NONE = {};

    private int first;
    private int[] others = NONE;
    private int size;
    private int live;

    void add(int number) {
      if (size == 0) {
        first = number;
      } else {
        if (size > others.length) {
          others = Arrays.copyOf(others, Math.max(2, size + (size >> 1)));
        }
        others[size - 1] = number;
      }
      size++;
      live++;
    }

    int number(int index) {
      return index == 0 ? first : others[index - 1];
    }
  }
}
