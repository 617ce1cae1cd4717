// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.graphitestack.protocol.PointCheck;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.ring.Fnv1a;
import org.graphitestack.protocol.ring.HashRing;
import org.graphitestack.relay.route.RoutingTable.Step;
import org.jspecify.annotations.Nullable;

/// Takes points through a [RoutingTable], one at a time, for one thread.
///
/// Nothing is allocated for a point whose name no rule changes, as long as the name is ASCII or no
/// pattern has to be searched in it.
public final class Routing {

  /// Names a line of which the listeners would still take.
  private static final int MAX_NAME = 16_000;

  /// Rings beyond are asked anew each time, so that what one thread remembers is bounded.
  private static final int MAX_MEMOS = 4;

  /// Spreads what hashes have in common over all bits.
  private static final int GOLDEN = 0x9E3779B9;

  /// What a rule says about a point's way on.
  private enum Way {
    ON,
    /// No further, the point has been where it belongs.
    END,
    /// No further, and nobody is to be told any more.
    GONE
  }

  private final RoutingTable table;
  private final DestinationHealth health;
  private final boolean tagsApart;
  private final RoutedPoint point = new RoutedPoint();
  private final int[] chosen;
  private final RingMemo[] memos;
  private final NameConsumer eachAggregateName = this::toRingByAggregateName;

  /// The round in which a place was last reached under the point's present name.
  private final int[] destinationRounds;

  private final int[] fileRounds;
  private int round;

  private byte[] scratch = new byte[256];

  private RouteSink sink;
  private @Nullable RouteTrace trace;
  private Target.@Nullable Hash hashing;
  private int aggregateNames;
  private boolean taken;
  private boolean invalid;

  private @Nullable ReceivedPoints prepared;
  private long[] hashes = {};

  @SuppressWarnings("unused") // keeps what is read ahead from being left out
  private long touched;

  Routing(RoutingTable table, DestinationHealth health) {
    this.table = table;
    this.health = health;
    this.tagsApart = table.plan().tagsApart();
    this.chosen = new int[table.mostChosenAtOnce()];
    this.memos =
        table.dearRings().stream().limit(MAX_MEMOS).map(RingMemo::of).toArray(RingMemo[]::new);
    this.destinationRounds = new int[table.destinations().size()];
    this.fileRounds = new int[table.files().size()];
    this.sink = NOBODY;
  }

  /// Hashes the names of a batch that is about to be routed, and fetches what is remembered of them
  /// from memory, all at once. Routing goes faster for it, and the same without.
  public void prepare(ReceivedPoints points) {
    prepared = points;
    if (memos.length == 0) {
      return;
    }
    if (hashes.length < points.size()) {
      hashes = new long[Math.max(points.size(), 2 * hashes.length)];
    }
    var bytes = points.bytes();
    var read = 0L;
    for (var i = 0; i < points.size(); i++) {
      var hash = RingMemo.hash(bytes, points.nameOffset(i), points.nameLength(i));
      hashes[i] = hash;
      for (var memo : memos) {
        read += memo.touch(hash);
      }
    }
    touched = read;
  }

  /// Routes a point that came in.
  ///
  /// @param points keeping lines, if rules validate
  public void route(ReceivedPoints points, int index, RouteSink to) {
    begin(points, index, to);
    run(0);
  }

  /// Routes a point that the aggregator made, if the plan does not tell its rules apart.
  public void routeGenerated(ReceivedPoints points, int index, RouteSink to) {
    routeGenerated(0, points, index, to);
  }

  /// Routes a point that the aggregator made.
  ///
  /// @param aggregation which of its rules made it
  public void routeGenerated(int aggregation, ReceivedPoints points, int index, RouteSink to) {
    begin(points, index, to);
    var targets = table.generatedTo(aggregation);
    if (targets == null) {
      run(table.plan().generatedFrom());
      return;
    }
    for (var target : targets) {
      reach(target, null, null);
    }
    finish();
  }

  /// Routes the only point of a batch to nowhere, and writes down how.
  void explain(ReceivedPoints points, RouteTrace newTrace) {
    trace = newTrace;
    try {
      route(points, 0, NOBODY);
    } finally {
      trace = null;
    }
  }

  private void begin(ReceivedPoints points, int index, RouteSink to) {
    sink = to;
    point.moveTo(points, index, tagsApart);
    taken = false;
    invalid = false;
    newRound();
  }

  private void newRound() {
    if (++round == 0) {
      Arrays.fill(destinationRounds, 0);
      Arrays.fill(fileRounds, 0);
      round = 1;
    }
  }

  private void run(int from) {
    var steps = table.steps();
    for (var i = from; i < steps.length; i++) {
      switch (pass(steps[i])) {
        case ON -> {
          // to the next rule
        }
        case END -> {
          finish();
          return;
        }
        case GONE -> {
          return;
        }
      }
    }
    finish();
  }

  private void finish() {
    if (taken) {
      return;
    }
    if (invalid) {
      reject(RelayReject.INVALID_DATA);
      return;
    }
    if (trace != null) {
      trace.say("goes nowhere: no rule sends it anywhere");
    }
    sink.blackholed(point);
  }

  private Way reject(RelayReject reason) {
    if (trace != null) {
      trace.say("is refused: " + reason.sentence());
    }
    sink.rejected(reason, point);
    return Way.GONE;
  }

  private Way pass(Step step) {
    return switch (step.rule()) {
      case RouteRule.BlackList(var patterns) -> {
        var found = firstFound(patterns);
        if (found < 0) {
          yield Way.ON;
        }
        if (trace != null) {
          trace.say("black list: " + patterns.get(found) + " is found");
        }
        yield reject(RelayReject.BLACKLISTED);
      }
      case RouteRule.WhiteList(var patterns) -> {
        var found = firstFound(patterns);
        if (trace != null && !patterns.isEmpty()) {
          trace.say(
              "white list: "
                  + (found < 0 ? "no pattern is found" : patterns.get(found) + " is found"));
        }
        yield found >= 0 || patterns.isEmpty() ? Way.ON : reject(RelayReject.NOT_WHITELISTED);
      }
      case RouteRule.Cleanse(var cleansing) -> cleanse(cleansing, step.kept());
      case RouteRule.Rewrite rewrite -> rewrite(rewrite);
      case RouteRule.CanonicalTags() -> sortTags();
      case RouteRule.Aggregate aggregate -> aggregate(aggregate);
      case RouteRule.Match match -> match(match, step);
    };
  }

  private int firstFound(List<NamePattern> patterns) {
    for (var i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).found(point.bytes(), point.nameOffset(), point.keyLength())) {
        return i;
      }
    }
    return -1;
  }

  private Way aggregate(RouteRule.Aggregate aggregate) {
    if (!aggregate.patterns().isEmpty() && firstFound(aggregate.patterns()) < 0) {
      return Way.ON;
    }
    if (trace != null) {
      trace.say("is shown to the aggregator, rule " + aggregate.aggregation());
    }
    var goesOn = sink.aggregate(aggregate.aggregation(), point);
    if (!aggregate.patterns().isEmpty() || !goesOn) {
      taken = true;
    }
    return !goesOn || aggregate.stop() ? Way.END : Way.ON;
  }

  private Way match(RouteRule.Match match, Step step) {
    var found = -1;
    if (!match.patterns().isEmpty()) {
      found = firstFound(match.patterns());
      if (found < 0) {
        return Way.ON;
      }
    }
    if (trace != null) {
      trace.say(
          match.title()
              + (found < 0 ? " takes everything" : ": " + match.patterns().get(found) + " is found")
              + (RoutingTable.stops(step) ? ", stop" : ", go on"));
    }
    if (match.validation().isPresent() && !validates(match.validation().get())) {
      invalid = true;
      return match.stop() || step.targets().length == 0 ? Way.END : Way.ON;
    }
    var pattern = found < 0 ? null : match.patterns().get(found);
    for (var target : step.targets()) {
      reach(target, match.hashKey(), pattern);
    }
    return RoutingTable.stops(step) ? Way.END : Way.ON;
  }

  private boolean validates(RouteRule.Validation validation) {
    var points = point.points();
    if (!points.keepsLines()) {
      throw new IllegalStateException("points: names alone (expected: lines, for a validate)");
    }
    var start = points.nameOffset(point.index()) + points.nameLength(point.index()) + 1;
    var end = points.lineEnd(point.index()) - 1;
    var valid = validation.pattern().found(points.bytes(), start, end - start);
    if (!valid && validation.log()) {
      point.askForLog();
    }
    if (trace != null) {
      trace.say(
          "validate "
              + validation.pattern()
              + (valid ? ": the data match" : ": the data do not match"));
    }
    return valid;
  }

  // ---- destinations ----------------------------------------------------------------------------

  private void reach(Target target, @Nullable Replacement hashKey, @Nullable NamePattern pattern) {
    if (hashKey == null) {
      reach(target, point.bytes(), point.nameOffset(), point.keyLength());
      return;
    }
    var name = keyText();
    var key = pattern == null ? hashKey.text() : hashKey.applyTo(name, pattern, false);
    if (trace != null) {
      trace.say("is hashed as " + key);
    }
    var bytes = key.getBytes(StandardCharsets.UTF_8);
    reach(target, bytes, 0, bytes.length);
  }

  private void reach(Target target, byte[] key, int offset, int length) {
    if (trace != null) {
      trace.say("to " + target.describe());
    }
    switch (target) {
      case Target.All(_, var destinations) -> {
        for (var destination : destinations) {
          reach(destination);
        }
      }
      case Target.AnyOf(_, var destinations) -> {
        var hash = Fnv1a.hash32(key, offset, length);
        var own = destinations[Integer.remainderUnsigned(hash, destinations.length)];
        reach(health.healthy(own) ? own : otherThan(own, destinations, hash));
      }
      case Target.Failover(_, var destinations) -> reach(firstHealthy(destinations));
      case Target.Hash hash -> reachByRing(hash, key, offset, length);
      case Target.Files(_, var files) -> {
        for (var file : files) {
          reachFile(file);
        }
      }
      case Target.Nowhere _ -> {
        // the point has been taken care of; if it got nowhere else, it is told as blackholed
      }
    }
  }

  private void reachByRing(Target.Hash hash, byte[] key, int offset, int length) {
    if (!hash.byAggregateNames()) {
      toRing(hash, key, offset, length);
      return;
    }
    hashing = hash;
    aggregateNames = 0;
    table.aggregateNames().namesOf(key, offset, length, eachAggregateName);
    if (aggregateNames == 0) {
      toRing(hash, key, offset, length);
    }
  }

  private void toRingByAggregateName(byte[] name, int offset, int length) {
    aggregateNames++;
    if (hashing != null) {
      if (trace != null) {
        trace.say(
            "as part of aggregate " + new String(name, offset, length, StandardCharsets.UTF_8));
      }
      toRing(hashing, name, offset, length);
    }
  }

  private void toRing(Target.Hash hash, byte[] key, int offset, int length) {
    var count = choose(hash.ring(), key, offset, length);
    for (var i = 0; i < count; i++) {
      var destination = hash.destinations()[chosen[i]];
      if (hash.dynamic() && !health.healthy(destination)) {
        destination =
            otherThan(destination, hash.destinations(), Fnv1a.hash32(key, offset, length));
      }
      reach(destination);
    }
  }

  @SuppressWarnings("ReferenceEquality") // it is the very ring the memo was made for
  private int choose(HashRing ring, byte[] key, int offset, int length) {
    for (var memo : memos) {
      if (memo.ring() == ring && trace == null) {
        return memo.choose(hash(key, offset, length), key, offset, length, chosen);
      }
    }
    return ring.choose(key, offset, length, chosen);
  }

  /// Of a key, which mostly is the name as it came in.
  @SuppressWarnings("ReferenceEquality") // the very batch that was prepared, and its bytes
  private long hash(byte[] key, int offset, int length) {
    var points = point.points();
    var index = point.index();
    return points == prepared
            && key == points.bytes()
            && offset == points.nameOffset(index)
            && length == points.nameLength(index)
        ? hashes[index]
        : RingMemo.hash(key, offset, length);
  }

  private int firstHealthy(int[] destinations) {
    for (var destination : destinations) {
      if (health.healthy(destination)) {
        return destination;
      }
    }
    return destinations[0];
  }

  /// A healthy one, the same for a name as long as health does not change; if there is none, the
  /// unhealthy one, where the point waits.
  private int otherThan(int unhealthy, int[] destinations, int hash) {
    var healthy = 0;
    for (var destination : destinations) {
      healthy += health.healthy(destination) ? 1 : 0;
    }
    var skip = scaled(hash, healthy);
    var other = unhealthy;
    for (var destination : destinations) {
      if (health.healthy(destination)) {
        other = destination;
        if (skip-- == 0) {
          break;
        }
      }
    }
    return other;
  }

  /// A number below `bound`, by a hash's upper bits: its lower ones are what it was chosen by.
  private static int scaled(int hash, int bound) {
    return (int) ((Integer.toUnsignedLong(hash * GOLDEN) * bound) >>> Integer.SIZE);
  }

  private void reach(int destination) {
    var pools = table.pools();
    var to = destination;
    if (pools.length > 0 && pools[destination].length > 1) {
      var pool = pools[destination];
      to =
          pool[
              scaled(
                  Fnv1a.hash32(point.bytes(), point.nameOffset(), point.keyLength()), pool.length)];
    }
    if (destinationRounds[to] == round) {
      return;
    }
    destinationRounds[to] = round;
    taken = true;
    if (trace != null) {
      trace.reached(table.destinations().get(to).name());
    }
    sink.to(to, point);
  }

  private void reachFile(int file) {
    if (fileRounds[file] == round) {
      return;
    }
    fileRounds[file] = round;
    taken = true;
    if (trace != null) {
      trace.reached(table.files().get(file).path().toString());
    }
    sink.toFile(file, point);
  }

  // ---- names -----------------------------------------------------------------------------------

  private Way rewrite(RouteRule.Rewrite rewrite) {
    if (!rewrite.pattern().found(point.bytes(), point.nameOffset(), point.keyLength())) {
      return Way.ON;
    }
    var key = rewrite.replacement().applyTo(keyText(), rewrite.pattern(), rewrite.everywhere());
    var tags = point.nameLength() - point.keyLength();
    var bytes = key.getBytes(StandardCharsets.UTF_8);
    var renamed = Arrays.copyOf(bytes, bytes.length + tags);
    System.arraycopy(
        point.bytes(), point.nameOffset() + point.keyLength(), renamed, bytes.length, tags);
    return rename(
        renamed,
        renamed.length,
        trace == null ? "" : "rewrite " + rewrite.pattern() + " into " + rewrite.replacement());
  }

  private String keyText() {
    return new String(point.bytes(), point.nameOffset(), point.keyLength(), StandardCharsets.UTF_8);
  }

  private Way sortTags() {
    if (CanonicalName.holds(point.bytes(), point.nameOffset(), point.nameLength())) {
      return Way.ON;
    }
    var name = point.name();
    var canonical = CanonicalName.of(name).orElse(name);
    if (canonical.equals(name)) {
      return Way.ON;
    }
    var bytes = canonical.getBytes(StandardCharsets.UTF_8);
    return rename(bytes, bytes.length, "tags in order");
  }

  private Way cleanse(NameCleansing cleansing, boolean[] kept) {
    var name = point.bytes();
    var start = point.nameOffset();
    var all = start + point.nameLength();
    var end = cleansing.end(name, start, point.nameLength());
    if (clean(name, start, end, kept)) {
      return Way.ON;
    }
    // may be where the name lies already: it is written from the front, never ahead of reading
    var out = scratchOf(point.nameLength());
    var at = 0;
    for (var i = start; i < end; i++) {
      if (name[i] != '.') {
        out[at++] = kept[name[i] & 0xFF] ? name[i] : (byte) '_';
      } else if (at > 0 && out[at - 1] != '.') {
        out[at++] = '.';
      }
    }
    if (at > 0 && out[at - 1] == '.') {
      at--;
    }
    if (at == 0) {
      return reject(RelayReject.INVALID_NAME);
    }
    System.arraycopy(name, end, out, at, all - end);
    return rename(out, at + all - end, "cleansed");
  }

  private static boolean clean(byte[] name, int start, int end, boolean[] kept) {
    var before = (byte) '.';
    for (var i = start; i < end; i++) {
      var b = name[i];
      if (!kept[b & 0xFF] || (b == '.' && before == '.')) {
        return false;
      }
      before = b;
    }
    return before != '.';
  }

  private byte[] scratchOf(int length) {
    if (scratch.length < length) {
      scratch = new byte[length * 2];
    }
    return scratch;
  }

  /// Gives the point another name, if that may stand in a line.
  private Way rename(byte[] name, int length, String why) {
    point.rename(name, length, tagsApart);
    if (trace != null) {
      trace.say(why + ": " + point.name());
    }
    if (length == 0 || length > MAX_NAME || !PointCheck.fitsLine(name, 0, length)) {
      return reject(RelayReject.INVALID_NAME);
    }
    // under this name it may go to places it has been to under another
    newRound();
    return Way.ON;
  }

  private static final RouteSink NOBODY =
      new RouteSink() {
        @Override
        public void to(int destination, RoutedPoint point) {}

        @Override
        public void toFile(int file, RoutedPoint point) {}

        @Override
        public void blackholed(RoutedPoint point) {}

        @Override
        public void rejected(RelayReject reason, RoutedPoint point) {}

        @Override
        public boolean aggregate(int aggregation, RoutedPoint point) {
          return true;
        }
      };
}
