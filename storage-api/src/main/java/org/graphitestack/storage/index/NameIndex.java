// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.SeriesFinder;
import org.graphitestack.storage.StorageNodes;
import org.graphitestack.storage.tag.TagCatalog;
import org.graphitestack.storage.tag.TagEditor;
import org.graphitestack.storage.tag.TagQuery;
import org.graphitestack.storage.tag.TagValue;
import org.graphitestack.storage.tag.TaggedNames;
import org.graphitestack.storage.tag.TaggedNames.Place;
import org.graphitestack.storage.tag.TextFilter;
import org.jspecify.annotations.Nullable;

/// All series names, in memory: a tree over a dictionary of node texts.
///
/// Thread-safe. Those who change it take turns on one lock, each for as long as it takes to copy a
/// run of siblings; those who read never wait: they see every name that was there all the while,
/// and may or may not see one that came or went meanwhile. Names that are there already cost no
/// lock.
///
/// A name takes 12 to 42 bytes of heap at a million names, depending on how much of it is shared
/// with others; a tagged one, with its tags, 30 to 60. Series with tags stand in no tree: their
/// places under `_tagged`, see [StorageNodes], follow from their names. Only those whose name is
/// not known, since storage has but a hash of it, are in the tree. More in docs/index.md.
public final class NameIndex implements SeriesFinder, TagCatalog, TagEditor {

  /// Texts of removed names stay in the dictionary; the tree is built anew when more names than
  /// remain, and at least this many, were removed.
  private static final int REMOVED_BEFORE_REBUILD = 10_000;

  private static final String TAGGED = "_tagged.";

  private final TaggedNames tagged = new TaggedNames();
  private final Consumer<MetricPath> newTagged;
  private final ReentrantLock changes = new ReentrantLock();
  private volatile NameTree tree = new NameTree();
  private final AtomicInteger size = new AtomicInteger();

  private final AtomicLong generation = new AtomicLong();
  private volatile @Nullable String incomplete;

  /// Names removed since the tree was built; guarded by the lock.
  private int removed;

  public NameIndex() {
    this(_ -> {});
  }

  /// @param newTagged is told each series with tags when it is first named; storage often knows
  ///   such a series by the hash of its name only
  public NameIndex(Consumer<MetricPath> newTagged) {
    this.newTagged = newTagged;
  }

  /// A series with tags as somebody names it.
  ///
  /// @param name its own name
  /// @param place where storage has it, if that is how it was named; else null
  private record TaggedPath(MetricPath name, @Nullable Place place) {

    List<String> nodes(Place at) {
      return at == Place.HASHED ? StorageNodes.of(name) : StorageNodes.readable(name);
    }

    /// The places it may mean.
    List<Place> places() {
      return place == null ? List.of(Place.values()) : List.of(place);
    }
  }

  /// The series that a path names; null if it has no tags but perhaps a `;` all the same, as a file
  /// may, or stands under a hash of which the name is not known.
  private @Nullable TaggedPath tagged(MetricPath path) {
    if (path.tagged()) {
      var named = StorageNodes.named(path);
      var place = named.equals(path) ? null : Place.READABLE;
      return (place == null && isTaggedPlace(path.text())) || !hasTags(named.text())
          ? null
          : new TaggedPath(named, place);
    }
    var hash = StorageNodes.hashOf(path);
    var named = hash == null ? null : tagged.named(hash);
    return named == null ? null : new TaggedPath(named, Place.HASHED);
  }

  /// Whether whatever follows a `;` is a tag.
  private static boolean hasTags(String name) {
    for (var at = name.indexOf(';'); at >= 0; at = name.indexOf(';', at + 1)) {
      var equals = name.indexOf('=', at);
      var next = name.indexOf(';', at + 1);
      if (equals < 0 || (next >= 0 && next < equals)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isTaggedPlace(String path) {
    return path.startsWith(TAGGED);
  }

  /// Adds a series.
  ///
  /// @return whether it was not there before
  public boolean add(MetricPath path) {
    var series = tagged(path);
    if (series == null) {
      return addToTree(path.text());
    }
    var added = addTagged(series);
    if (added.named()) {
      newTagged.accept(series.name());
    }
    return added.added();
  }

  /// Tells the name of a series that storage may have; nothing is added if it does not.
  public void name(MetricPath path) {
    if (hasTaggedPlaces() && contains(path)) {
      add(path);
    }
  }

  /// What adding a series with tags did.
  ///
  /// @param added whether the series was not there before
  /// @param named whether its name was not known before
  private record Added(boolean added, boolean named) {}

  /// When nobody else changes anything the lock costs less than to look first.
  private Added addTagged(TaggedPath series) {
    if (!changes.tryLock()) {
      if (isStored(series)) {
        return new Added(false, false);
      }
      changes.lock();
    }
    try {
      var known = tagged.size();
      var added =
          !takeFromTree(series)
              && (series.place() == null
                  ? tagged.store(series.name())
                  : tagged.store(series.name(), series.place()));
      if (added) {
        size.incrementAndGet();
        generation.incrementAndGet();
      }
      return new Added(added, tagged.size() > known);
    } finally {
      changes.unlock();
    }
  }

  private boolean isStored(TaggedPath series) {
    return series.place() == null
        ? tagged.has(series.name())
        : tagged.has(series.name(), series.place());
  }

  /// A series whose name was not known stood in the tree by its places: those belong to the name
  /// now.
  ///
  /// @return whether one of them is meant
  private boolean takeFromTree(TaggedPath series) {
    if (!hasTaggedPlaces()) {
      return false;
    }
    var taken = false;
    for (var place : Place.values()) {
      if (tree.contains(series.nodes(place))) {
        taken |= series.place() == null || series.place() == place;
        var _ = tagged.store(series.name(), place);
        removeFromTree(series.nodes(place));
      }
    }
    return taken;
  }

  private boolean hasTaggedPlaces() {
    var known = tree;
    return known.root().branch(known.dictionary(), TaggedSearch.ROOT) != null;
  }

  /// When nobody else changes anything the lock costs less than to look first.
  private boolean addToTree(String path) {
    if (!changes.tryLock()) {
      if (tree.contains(List.of(path.split("\\.", -1)))) {
        return false;
      }
      changes.lock();
    }
    try {
      var added = tree.add(path);
      if (added) {
        size.incrementAndGet();
        generation.incrementAndGet();
      }
      return added;
    } finally {
      changes.unlock();
    }
  }

  @Override
  public boolean enter(MetricPath path) {
    changes.lock();
    try {
      var entered = tagged.enter(path);
      if (entered) {
        generation.incrementAndGet();
        if (path.tagged()) {
          var _ = takeFromTree(new TaggedPath(path, null));
        }
      }
      return entered;
    } finally {
      changes.unlock();
    }
  }

  /// Forgets the tags of a series. It is found by its place in storage as long as it is there, and
  /// by its tags again once it is added anew.
  @Override
  public boolean forget(MetricPath path) {
    changes.lock();
    try {
      var series = new TaggedPath(path, null);
      for (var place : series.places()) {
        if (tagged.has(path, place)) {
          tree.add(String.join(".", series.nodes(place)));
        }
      }
      var forgotten = tagged.forget(path);
      if (forgotten) {
        generation.incrementAndGet();
      }
      return forgotten;
    } finally {
      changes.unlock();
    }
  }

  /// Whether the tags of a series are known.
  public boolean knowsTagsOf(MetricPath path) {
    return tagged.knows(path);
  }

  /// Removes a series.
  ///
  /// @return whether it was there
  public boolean remove(MetricPath path) {
    changes.lock();
    try {
      var series = tagged(path);
      var gone = 0;
      if (series == null) {
        gone = removeFromTree(path.nodes()) ? 1 : 0;
      } else {
        for (var place : series.places()) {
          if (tagged.gone(series.name(), place)) {
            gone++;
          }
          if (hasTaggedPlaces() && removeFromTree(series.nodes(place))) {
            gone++;
          }
        }
      }
      if (gone > 0) {
        size.addAndGet(-gone);
        generation.incrementAndGet();
      }
      return gone > 0;
    } finally {
      changes.unlock();
    }
  }

  private boolean removeFromTree(List<String> nodes) {
    if (!tree.remove(nodes)) {
      return false;
    }
    if (++removed > Math.max(REMOVED_BEFORE_REBUILD, size.get() - tagged.size())) {
      rebuild();
    }
    return true;
  }

  public boolean contains(MetricPath path) {
    var known = tree;
    var series = tagged(path);
    if (series == null) {
      return known.contains(path.nodes());
    }
    return isStored(series)
        || (hasTaggedPlaces()
            && series.places().stream().anyMatch(place -> known.contains(series.nodes(place))));
  }

  /// Passes on the names of all series with tags, in no order, and whether each was entered by
  /// name. Changes wait meanwhile.
  public void forEachTagged(BiConsumer<MetricPath, Boolean> consumer) {
    tagged.forEachName(consumer);
  }

  /// Number of series.
  public int size() {
    return size.get();
  }

  /// Bytes of the names on the heap, to within a tenth. Looks at every branch and every value of a
  /// tag: some ten milliseconds for a million names, during which tagged names wait that come.
  public long heapBytes() {
    return tree.heapBytes() + tagged.heapBytes();
  }

  @Override
  public OptionalLong generation() {
    return OptionalLong.of(generation.get());
  }

  /// Says why names are missing, or that none are any longer.
  ///
  /// @param reason null: all are known
  public void incomplete(@Nullable String reason) {
    incomplete = reason;
  }

  @Override
  public Optional<String> incomplete() {
    return Optional.ofNullable(incomplete);
  }

  /// Passes the names of all series in order, as they stand in storage.
  public void forEachLeaf(Consumer<String> consumer) {
    var places = new TaggedCursor(tagged);
    tree.forEachLeaf(
        path -> {
          passOn(places, path, consumer);
          consumer.accept(path);
        });
    passOn(places, null, consumer);
  }

  private static void passOn(
      TaggedCursor places, @Nullable String before, Consumer<String> consumer) {
    for (var place = places.nextBefore(before); place != null; place = places.nextBefore(before)) {
      consumer.accept(place);
    }
  }

  /// @throws IllegalArgumentException if an element of the pattern is too complex: more than 10 000
  ///   parts, or braces nested deeper than 50
  @Override
  public List<FoundNode> find(String pattern) {
    return find(pattern, Integer.MAX_VALUE);
  }

  @Override
  public List<FoundNode> find(String pattern, int most) {
    return find(pattern, most, () -> {});
  }

  @Override
  public List<FoundNode> find(String pattern, int most, Runnable check) {
    if (pattern.indexOf(';') >= 0) {
      return findTagged(pattern);
    }
    var known = tree;
    var glob = GlobPath.parse(pattern);
    var found = new TreeSearch(known.dictionary(), glob, most, check).run(known.root());
    var places = new TaggedSearch(tagged, glob, most, check).run();
    if (places.isEmpty()) {
      return found;
    }
    places.addAll(found);
    return places.stream().limit(most).toList();
  }

  /// Searches the names without tags for words, wherever they stand in a path and whatever their
  /// case: for people who do not know a name. Where nothing holds the words, what is near them is
  /// found: with one wrong character, or with others between theirs.
  ///
  /// @param query words between spaces, at most 7 (a word with dots counts as several)
  /// @param most hits
  /// @param stop asked now and then whether to be content with what was found so far
  public SearchResult search(String query, int most, BooleanSupplier stop) {
    var known = tree;
    return new NameSearch(known.dictionary(), query, most, stop).run(known.root());
  }

  /// Series without tags are looked for among all names, unless the query names one.
  @Override
  public List<String> find(TagQuery query, int most) {
    var found = tagged.find(query, most);
    if (!query.acceptsUntagged()) {
      return found;
    }
    var all = new TreeSet<>(found);
    if (!query.onlyName().isEmpty()) {
      find(query.onlyName(), most).stream()
          .filter(node -> node.leaf() && node.path().equals(query.onlyName()))
          .filter(node -> query.acceptsUntagged(node.path()))
          .forEach(node -> all.add(node.path()));
    } else {
      tree.forEachLeaf(
          name -> {
            if (all.size() < most && !isTaggedPlace(name) && query.acceptsUntagged(name)) {
              all.add(name);
            }
          });
    }
    return List.copyOf(all);
  }

  @Override
  public List<String> tags(TextFilter filter, int most) {
    return tagged.tags(filter, most);
  }

  @Override
  public boolean hasTag(String tag) {
    return tagged.hasTag(tag);
  }

  @Override
  public List<TagValue> values(String tag, TextFilter filter, int most) {
    return tagged.values(tag, filter, most);
  }

  @Override
  public List<String> completeTags(TagQuery query, String prefix, int most) {
    return tagged.completeTags(query, prefix, most);
  }

  @Override
  public List<String> completeValues(TagQuery query, String tag, String prefix, int most) {
    return tagged.completeValues(query, tag, prefix, most);
  }

  /// A name with tags is no pattern: it is found as it is, under the name asked for.
  private List<FoundNode> findTagged(String name) {
    try {
      return contains(MetricPath.parse(name)) ? List.of(new FoundNode(name, true)) : List.of();
    } catch (InvalidMetricPathException _) {
      return List.of();
    }
  }

  private void rebuild() {
    var fresh = new NameTree();
    tree.forEachLeaf(fresh::add);
    tree = fresh;
    removed = 0;
  }
}
