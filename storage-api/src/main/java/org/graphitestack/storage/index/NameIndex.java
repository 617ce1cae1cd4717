// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
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
import org.graphitestack.storage.tag.TextFilter;

/// All series names, in memory: a tree over a dictionary of node texts.
///
/// Thread-safe. Those who change it take turns on one lock, each for as long as it takes to copy a
/// run of siblings; those who read never wait: they see every name that was there all the while,
/// and may or may not see one that came or went meanwhile. Names that are there already cost no
/// lock.
///
/// A name takes 12 to 42 bytes of heap at a million names, depending on how much of it is shared
/// with others; a tagged one, with its tags, 200 to 300. Tagged series stand where storage has
/// them, under `_tagged`; see [StorageNodes]. More in docs/index.md.
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

  /// Adds a series.
  ///
  /// @return whether it was not there before
  public boolean add(MetricPath path) {
    var readable = path.tagged() ? StorageNodes.named(path) : path;
    if (readable.tagged() && tagged.add(readable)) {
      newTagged.accept(readable);
    }
    if (!path.tagged()) {
      return addUntagged(path.text());
    }
    var nodes = StorageNodes.of(path);
    if (tree.contains(nodes)
        || (readable.tagged() && tree.contains(StorageNodes.readable(readable)))) {
      return false;
    }
    changes.lock();
    try {
      var added = tree.add(nodes);
      if (added) {
        size.incrementAndGet();
        generation.incrementAndGet();
      }
      return added;
    } finally {
      changes.unlock();
    }
  }

  /// When nobody else changes anything the lock costs less than to look first.
  private boolean addUntagged(String path) {
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
    var entered = tagged.enter(path);
    if (entered) {
      generation.incrementAndGet();
    }
    return entered;
  }

  /// Forgets the tags of a series. It is found by its place in storage as long as it is there, and
  /// by its tags again once it is added anew.
  @Override
  public boolean forget(MetricPath path) {
    var forgotten = tagged.forget(path);
    if (forgotten) {
      generation.incrementAndGet();
    }
    return forgotten;
  }

  /// Whether the tags of a series are known.
  public boolean knowsTagsOf(MetricPath path) {
    return tagged.knows(path);
  }

  /// Removes a series.
  ///
  /// @return whether it was there
  public boolean remove(MetricPath path) {
    if (path.tagged()) {
      tagged.gone(StorageNodes.named(path));
    }
    changes.lock();
    try {
      if (!tree.remove(StorageNodes.of(path))) {
        return false;
      }
      size.decrementAndGet();
      generation.incrementAndGet();
      if (++removed > Math.max(REMOVED_BEFORE_REBUILD, size.get())) {
        rebuild();
      }
      return true;
    } finally {
      changes.unlock();
    }
  }

  public boolean contains(MetricPath path) {
    var known = tree;
    return known.contains(StorageNodes.of(path))
        || (path.tagged() && known.contains(StorageNodes.readable(path)));
  }

  /// Number of series.
  public int size() {
    return size.get();
  }

  @Override
  public OptionalLong generation() {
    return OptionalLong.of(generation.get());
  }

  /// Passes the names of all series in order, as they stand in storage.
  public void forEachLeaf(Consumer<String> consumer) {
    tree.forEachLeaf(consumer);
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
    return new TreeSearch(known.dictionary(), GlobPath.parse(pattern), most, check)
        .run(known.root());
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
    var found = tagged.find(query, most, this::contains);
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
            if (all.size() < most && !name.startsWith(TAGGED) && query.acceptsUntagged(name)) {
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
    return tagged.completeTags(query, prefix, most, this::contains);
  }

  @Override
  public List<String> completeValues(TagQuery query, String tag, String prefix, int most) {
    return tagged.completeValues(query, tag, prefix, most, this::contains);
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
