// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.tag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import org.graphitestack.model.MetricPath;
import org.jspecify.annotations.Nullable;

/// The names of series with tags, in memory, by tag and value. Thread-safe.
///
/// A query starts with the shortest list of names that one of its expressions allows, and looks at
/// the tags of each name of that list. Names are never removed: whoever asks checks that a series
/// is still there.
public final class TaggedNames {

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final Map<String, Map<String, Numbers>> byTag = new HashMap<>();

  /// Adds a series with tags.
  ///
  /// @return whether it was not there before
  public boolean add(MetricPath path) {
    if (!path.tagged()) {
      throw new IllegalArgumentException("path: " + path + " (expected: one with tags)");
    }
    var name = path.text();
    lock.readLock().lock();
    try {
      if (numbers.containsKey(name)) {
        return false;
      }
    } finally {
      lock.readLock().unlock();
    }
    lock.writeLock().lock();
    try {
      if (numbers.putIfAbsent(name, names.size()) != null) {
        return false;
      }
      var number = names.size();
      names.add(name);
      tagsOf(name)
          .forEach(
              (tag, value) ->
                  byTag
                      .computeIfAbsent(tag, _ -> new HashMap<>())
                      .computeIfAbsent(value, _ -> new Numbers())
                      .add(number));
      return true;
    } finally {
      lock.writeLock().unlock();
    }
  }

  public int size() {
    lock.readLock().lock();
    try {
      return names.size();
    } finally {
      lock.readLock().unlock();
    }
  }

  /// The names that satisfy a query, sorted.
  ///
  /// @param most after so many it stops looking
  /// @param there whether a series is there
  public List<String> find(TagQuery query, int most, Predicate<MetricPath> there) {
    var found = new TreeSet<String>();
    for (var name : candidates(query)) {
      if (found.size() >= most) {
        break;
      }
      if (query.accepts(tagsOf(name)) && there.test(new MetricPath(name))) {
        found.add(name);
      }
    }
    return List.copyOf(found);
  }

  /// Names among which are all that satisfy a query.
  private List<String> candidates(TagQuery query) {
    lock.readLock().lock();
    try {
      Collection<Numbers> fewest = null;
      for (var expression : query.expressions()) {
        if (!expression.acceptsMissing()) {
          fewest = fewer(fewest, allowed(expression));
        }
      }
      var candidates = new ArrayList<String>();
      for (var some : fewest == null ? List.<Numbers>of() : fewest) {
        for (var i = 0; i < some.size; i++) {
          candidates.add(names.get(some.numbers[i]));
        }
      }
      return candidates;
    } finally {
      lock.readLock().unlock();
    }
  }

  /// The lists of names one expression allows; no name is in two of them.
  private Collection<Numbers> allowed(TagExpression expression) {
    var values = byTag.getOrDefault(expression.tag(), Map.of());
    if (!expression.exact().isEmpty()) {
      var exact = values.get(expression.exact());
      return exact == null ? List.of() : List.of(exact);
    }
    return values.entrySet().stream()
        .filter(value -> expression.accepts().test(value.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Collection<Numbers> fewer(
      @Nullable Collection<Numbers> some, Collection<Numbers> others) {
    return some == null || total(others) < total(some) ? others : some;
  }

  private static long total(Collection<Numbers> lists) {
    return lists.stream().mapToLong(list -> list.size).sum();
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

  /// A growing list of numbers of names.
  private static final class Numbers {

    private int[] numbers = new int[2];
    private int size;

    void add(int number) {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * size);
      }
      numbers[size++] = number;
    }
  }
}
