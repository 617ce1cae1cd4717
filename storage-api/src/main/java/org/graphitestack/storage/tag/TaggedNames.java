// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.tag;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.StorageNodes;
import org.jspecify.annotations.Nullable;

/// The names of series with tags, in memory, by tag and value, and where storage has them.
/// Thread-safe.
///
/// Each series has a number; each value of a tag has the list of the numbers of its series. A query
/// is answered by a set of numbers: one list to begin with, then for each further expression either
/// the lists it allows, or a look at the series that are left, whichever is less. What completes a
/// query is looked for value by value, in order, until enough are found.
///
/// A series counts as long as storage has it; one that was entered by name counts until it is
/// forgotten.
public final class TaggedNames {

  /// All is made anew when more names than remain, and at least so many, were forgotten.
  private static final int FORGOTTEN_BEFORE_REBUILD = 10_000;

  /// Lists hold so many numbers in the time one series is looked at.
  private static final int NUMBERS_PER_LOOK = 8;

  /// How storage calls the place of a series.
  public enum Place {
    /// By the hash of its name.
    HASHED,
    /// By its name.
    READABLE
  }

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private TaggedSeries series = new TaggedSeries();
  private BitSet entered = new BitSet();
  private BitSet hashed = new BitSet();
  private BitSet readable = new BitSet();
  private BitSet forgotten = new BitSet();

  /// Storage has a series at a place.
  ///
  /// @return whether it had it at another place or nowhere
  /// @throws IllegalArgumentException if a part of the name is no tag
  public boolean store(MetricPath path, Place place) {
    return writing(
        () -> {
          var number = series.intern(path.text());
          var added = !places(place).get(number);
          places(place).set(number);
          return added;
        });
  }

  /// Storage has a series, by its hash unless it is known to have it otherwise.
  ///
  /// @return whether it had it nowhere
  /// @throws IllegalArgumentException if a part of the name is no tag
  public boolean store(MetricPath path) {
    return writing(
        () -> {
          var number = series.intern(path.text());
          if (hashed.get(number) || readable.get(number)) {
            return false;
          }
          hashed.set(number);
          return true;
        });
  }

  /// Storage has a series no longer at a place. Unless it has it elsewhere, or it was entered, it
  /// is forgotten.
  ///
  /// @return whether storage had it
  public boolean gone(MetricPath path, Place place) {
    return writing(
        () -> {
          var number = series.numberOf(path.text());
          if (number < 0 || !places(place).get(number)) {
            return false;
          }
          places(place).clear(number);
          if (!hashed.get(number) && !readable.get(number) && !entered.get(number)) {
            forgetNumber(number);
          }
          return true;
        });
  }

  /// Whether storage has a series at a place.
  public boolean has(MetricPath path, Place place) {
    return reading(
        () -> {
          var number = series.numberOf(path.text());
          return number >= 0 && places(place).get(number);
        });
  }

  /// Whether storage has a series.
  public boolean has(MetricPath path) {
    return reading(
        () -> {
          var number = series.numberOf(path.text());
          return number >= 0 && (hashed.get(number) || readable.get(number));
        });
  }

  /// The series whose name has a SHA-256; null if none is known.
  public @Nullable MetricPath named(byte[] hash) {
    lock.readLock().lock();
    try {
      var number = series.numberOf(hash);
      return number < 0 ? null : new MetricPath(series.name(number));
    } finally {
      lock.readLock().unlock();
    }
  }

  /// Enters a series, with or without tags, that counts whether storage has it or not.
  ///
  /// @return whether it was not entered before
  public boolean enter(MetricPath path) {
    return writing(
        () -> {
          var number = series.intern(path.text());
          var fresh = !entered.get(number);
          entered.set(number);
          return fresh;
        });
  }

  /// Forgets a series, wherever it is.
  ///
  /// @return whether it was there
  public boolean forget(MetricPath path) {
    return writing(
        () -> {
          var number = series.numberOf(path.text());
          if (number < 0) {
            return false;
          }
          forgetNumber(number);
          return true;
        });
  }

  /// Whether the series is in storage or was entered, and not forgotten.
  public boolean knows(MetricPath path) {
    return reading(() -> series.numberOf(path.text()) >= 0);
  }

  public int size() {
    return reading(() -> series.size());
  }

  /// Bytes on the heap, to within a tenth. Changes wait meanwhile.
  public long heapBytes() {
    return reading(
        () ->
            series.heapBytes()
                + Stream.of(entered, hashed, readable, forgotten)
                    .mapToLong(set -> set.size() / Byte.SIZE)
                    .sum());
  }

  /// Passes on all names, in no order, and whether each was entered. Changes wait meanwhile.
  public void forEachName(BiConsumer<MetricPath, Boolean> consumer) {
    reading(
        () -> {
          for (var number = forgotten.nextClearBit(0);
              number < series.numbers();
              number = forgotten.nextClearBit(number + 1)) {
            consumer.accept(new MetricPath(series.name(number)), entered.get(number));
          }
          return true;
        });
  }

  /// How many groups the places of series fall into: by the first three digits of their hashes, in
  /// their order.
  public static int groups() {
    return TaggedSeries.GROUPS;
  }

  /// Passes on the places of a group, in no order.
  public void forEachPlace(int group, Consumer<TaggedPlace> consumer) {
    reading(
        () -> {
          series.forEachOf(
              group,
              number -> {
                for (var place : Place.values()) {
                  if (places(place).get(number)) {
                    consumer.accept(
                        new TaggedPlace(series.hash(number), () -> leaf(number, place)));
                  }
                }
              });
          return true;
        });
  }

  private String leaf(int number, Place place) {
    var nodes =
        switch (place) {
          case HASHED -> StorageNodes.of(new MetricPath(series.name(number)));
          case READABLE -> StorageNodes.readable(new MetricPath(series.name(number)));
        };
    return nodes.getLast();
  }

  /// The names that satisfy a query, sorted.
  ///
  /// @param most after so many it stops looking
  public List<String> find(TagQuery query, int most) {
    return reading(
        () ->
            matching(query.expressions()).stream()
                .limit(most)
                .mapToObj(series::name)
                .sorted()
                .toList());
  }

  /// Tags that satisfy a condition, sorted, at most so many.
  public List<String> tags(TextFilter filter, int most) {
    return reading(
        () -> {
          var found = new ArrayList<String>();
          for (var tag : series.tags().tailMap(filter.prefix(), true).values()) {
            if (found.size() >= most || !tag.tag().startsWith(filter.prefix())) {
              break;
            }
            if (tag.live() && filter.accepts().test(tag.tag())) {
              found.add(tag.tag());
            }
          }
          return found;
        });
  }

  /// Whether a series has a tag.
  public boolean hasTag(String tag) {
    return reading(() -> valuesOf(tag).live());
  }

  /// Values of a tag that satisfy a condition, sorted, at most so many.
  public List<TagValue> values(String tag, TextFilter filter, int most) {
    return reading(
        () -> {
          var values = valuesOf(tag);
          return values
              .inOrder(filter.prefix())
              .filter(value -> values.live(value) > 0 && filter.accepts().test(values.text(value)))
              .limit(most)
              .mapToObj(value -> new TagValue(values.text(value), values.live(value)))
              .toList();
        });
  }

  /// Tags of the series that satisfy a query, but for the ones it names, sorted, at most so many.
  public List<String> completeTags(TagQuery query, String prefix, int most) {
    return reading(
        () -> {
          var named = query.expressions().stream().map(TagExpression::tag).toList();
          var shapes = new TreeSet<TagShape>(Comparator.comparingInt(TagShape::number));
          var matching = matching(query.expressions());
          for (var number = matching.nextSetBit(0);
              number >= 0;
              number = matching.nextSetBit(number + 1)) {
            shapes.add(series.shape(number));
          }
          return shapes.stream()
              .flatMap(shape -> shape.tags().stream())
              .map(TagValues::tag)
              .filter(tag -> tag.startsWith(prefix) && !named.contains(tag))
              .distinct()
              .sorted()
              .limit(most)
              .toList();
        });
  }

  /// Values that the series which satisfy a query have for a tag, sorted, at most so many.
  public List<String> completeValues(TagQuery query, String tag, String prefix, int most) {
    return reading(
        () -> {
          var values = valuesOf(tag);
          // whoever has one of the values has the tag
          var matching =
              matching(
                  query.expressions().stream()
                      .filter(expression -> !expression.text().equals(tag + "!="))
                      .toList());
          var inOrder = values.inOrder(prefix);
          if (matching.cardinality() <= values.size()) {
            var had = new BitSet(values.size());
            matching.stream()
                .map(number -> series.valueOf(number, values))
                .filter(value -> value >= 0)
                .forEach(had::set);
            inOrder = inOrder.filter(had::get);
          } else {
            inOrder = inOrder.filter(value -> values.anyIn(value, matching));
          }
          return inOrder.limit(most).mapToObj(values::text).toList();
        });
  }

  private void forgetNumber(int number) {
    series.forget(number);
    entered.clear(number);
    hashed.clear(number);
    readable.clear(number);
    forgotten.set(number);
    if (series.numbers() - series.size() > Math.max(FORGOTTEN_BEFORE_REBUILD, series.size())) {
      rebuild();
    }
  }

  private void rebuild() {
    var fresh = new TaggedSeries();
    var formerEntered = entered;
    var formerHashed = hashed;
    var formerReadable = readable;
    entered = new BitSet();
    hashed = new BitSet();
    readable = new BitSet();
    for (var number = forgotten.nextClearBit(0);
        number < series.numbers();
        number = forgotten.nextClearBit(number + 1)) {
      var anew = fresh.intern(series.name(number));
      entered.set(anew, formerEntered.get(number));
      hashed.set(anew, formerHashed.get(number));
      readable.set(anew, formerReadable.get(number));
    }
    forgotten = new BitSet();
    series = fresh;
  }

  /// The numbers of the series that satisfy all expressions.
  private BitSet matching(List<TagExpression> expressions) {
    var left = new ArrayList<>(expressions);
    var matching = new BitSet(series.numbers());
    var first =
        expressions.stream()
            .filter(expression -> !expression.acceptsMissing())
            .min(Comparator.comparingInt(this::cost));
    if (first.isPresent()) {
      left.remove(first.get());
      addTo(matching, first.get(), true);
    } else {
      matching.set(0, series.numbers());
    }
    matching.andNot(forgotten);
    left.sort(Comparator.comparingInt(this::cost));
    for (var expression : left) {
      restrict(matching, expression);
    }
    return matching;
  }

  /// About what the lists of an expression cost, in looks at series.
  private int cost(TagExpression expression) {
    var values = valuesOf(expression.tag());
    if (expression.exact().isEmpty()) {
      return values.size() + series.numbers() / NUMBERS_PER_LOOK;
    }
    var exact = values.find(expression.exact());
    return exact < 0 ? 0 : values.count(exact) / NUMBERS_PER_LOOK;
  }

  private void restrict(BitSet matching, TagExpression expression) {
    if (matching.cardinality() <= cost(expression)) {
      restrictOneByOne(matching, expression);
      return;
    }
    var listed = new BitSet(series.numbers());
    if (expression.acceptsMissing()) {
      addTo(listed, expression, false);
      matching.andNot(listed);
    } else {
      addTo(listed, expression, true);
      matching.and(listed);
    }
  }

  private void restrictOneByOne(BitSet matching, TagExpression expression) {
    var values = valuesOf(expression.tag());
    var asked = new BitSet();
    var accepted = new BitSet();
    for (var number = matching.nextSetBit(0);
        number >= 0;
        number = matching.nextSetBit(number + 1)) {
      var value = series.valueOf(number, values);
      // those without the tag come last, under a number no value has
      var place = value < 0 ? values.size() : value;
      if (!asked.get(place)) {
        asked.set(place);
        accepted.set(place, expression.accepts().test(value < 0 ? "" : values.text(value)));
      }
      if (!accepted.get(place)) {
        matching.clear(number);
      }
    }
  }

  /// Adds the series whose value an expression accepts, or refuses.
  private void addTo(BitSet set, TagExpression expression, boolean accepts) {
    var values = valuesOf(expression.tag());
    if (!expression.exact().isEmpty()) {
      var exact = values.find(expression.exact());
      if (exact >= 0) {
        values.addTo(exact, set);
      }
      return;
    }
    IntStream.range(0, values.size())
        .filter(value -> values.live(value) > 0)
        .filter(value -> expression.accepts().test(values.text(value)) == accepts)
        .forEach(value -> values.addTo(value, set));
  }

  private BitSet places(Place place) {
    return switch (place) {
      case HASHED -> hashed;
      case READABLE -> readable;
    };
  }

  private TagValues valuesOf(String tag) {
    return series.valuesOf(tag);
  }

  private <T> T reading(Supplier<T> look) {
    lock.readLock().lock();
    try {
      return look.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  private boolean writing(BooleanSupplier change) {
    lock.writeLock().lock();
    try {
      return change.getAsBoolean();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
