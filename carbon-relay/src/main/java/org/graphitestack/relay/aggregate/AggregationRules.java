// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.graphitestack.protocol.NameHash;
import org.graphitestack.protocol.PointCheck;
import org.graphitestack.relay.route.AggregateNames;
import org.graphitestack.relay.route.NameConsumer;
import org.jspecify.annotations.Nullable;

/// Aggregation rules in their order, and what each name feeds by them.
///
/// The rules never change; a changed file becomes new rules. What was found out about a name is
/// remembered within a bound, so a name seen before costs a hash and a comparison and allocates
/// nothing. Thread-safe.
public final class AggregationRules implements AggregateNames {

  /// What names are remembered in unless said otherwise: about a million of them.
  public static final long DEFAULT_MEMO_BYTES = 128L << 20;

  private static final Feed[] NOTHING = {};
  private static final int RECENT_FEEDS = 1 << 14;

  /// Takes one output that a name feeds.
  @FunctionalInterface
  public interface OutputConsumer {

    /// Called once for each function of each rule that matches, so perhaps with the same output
    /// again.
    ///
    /// @param output the output's name in UTF-8; not to be written to
    void accept(AggregationRule rule, byte[] output);
  }

  private final List<AggregationRule> rules;
  private final NameMemo memo;
  private final AtomicReferenceArray<@Nullable Feed> recent =
      new AtomicReferenceArray<>(RECENT_FEEDS);

  /// @param memoBytes the most that may be spent on remembering names
  public AggregationRules(List<AggregationRule> rules, long memoBytes) {
    if (memoBytes < 0) {
      throw new IllegalArgumentException("memo: " + memoBytes + " bytes (expected: >= 0)");
    }
    this.rules = List.copyOf(rules);
    this.memo = new NameMemo(memoBytes);
  }

  public AggregationRules(List<AggregationRule> rules) {
    this(rules, DEFAULT_MEMO_BYTES);
  }

  /// The rules in their order.
  public List<AggregationRule> rules() {
    return rules;
  }

  /// Gives what a name feeds, in the order of the rules.
  public void of(byte[] name, int offset, int length, OutputConsumer each) {
    for (var feed : feeds(name, offset, length)) {
      each.accept(rules.get(feed.rule()), feed.output().bytes);
    }
  }

  /// Gives what a name feeds, in the order of the rules.
  public void of(String name, OutputConsumer each) {
    var bytes = name.getBytes(StandardCharsets.UTF_8);
    of(bytes, 0, bytes.length, each);
  }

  /// Gives the names of the outputs alone, for routing by them; the same one perhaps several times.
  @Override
  public void namesOf(byte[] bytes, int offset, int length, NameConsumer each) {
    for (var feed : feeds(bytes, offset, length)) {
      var output = feed.output().bytes;
      each.name(output, 0, output.length);
    }
  }

  /// Bytes spent on remembering names.
  public long memoBytes() {
    return memo.bytes();
  }

  /// What a name feeds; not to be written to.
  Feed[] feeds(byte[] name, int offset, int length) {
    if (rules.isEmpty()) {
      return NOTHING;
    }
    var hash = NameHash.OF_PROCESS.of(name, offset, length);
    var known = memo.find(hash, name, offset, length);
    if (known != null) {
      return known;
    }
    return remembered(hash, Arrays.copyOfRange(name, offset, offset + length));
  }

  @SuppressWarnings("ReferenceEquality") // whether it is this very one that is now shared
  private Feed[] remembered(long hash, byte[] name) {
    var feeds = matching(new String(name, StandardCharsets.UTF_8));
    var bytes = 0L;
    for (var i = 0; i < feeds.length; i++) {
      var shared = sharedBefore(feeds[i]);
      if (shared == null) {
        bytes += feeds[i].bytes();
      } else {
        feeds[i] = shared;
      }
    }
    memo.store(hash, name, feeds, bytes);
    return feeds;
  }

  /// The same feed of another name if it is at hand, so that the many names of one output share it;
  /// else this one is at hand from now on.
  private @Nullable Feed sharedBefore(Feed feed) {
    var place = (int) feed.output().hash + feed.rule() * 31 + feed.compute() & recent.length() - 1;
    var other = recent.getAcquire(place);
    if (other != null && other.sameAs(feed)) {
      return other;
    }
    recent.setRelease(place, feed);
    return null;
  }

  private Feed[] matching(String name) {
    var feeds = new ArrayList<Feed>();
    for (var i = 0; i < rules.size(); i++) {
      var rule = rules.get(i);
      for (var compute = 0; compute < rule.functions().size(); compute++) {
        var output = rule.naming().output(name, compute);
        if (output == null) {
          break;
        }
        var outputName = OutputName.of(output);
        // A name that cannot stand in a line would damage every log behind us.
        if (PointCheck.fitsLine(outputName.bytes, 0, outputName.bytes.length)) {
          feeds.add(new Feed(i, compute, outputName));
        }
      }
    }
    return feeds.isEmpty() ? NOTHING : feeds.toArray(Feed[]::new);
  }
}
