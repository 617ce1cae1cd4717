// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The open windows on disk: one file, written anew each time beside the old one, forced and put in
/// its place, so that there is always a whole one. All numbers are little-endian.
///
/// ```
/// header    magic        8   "GRAGGST" LF
///           version      4   1
///           rules        4   r
/// r times   length       4
///           rule         …   the rule's text: UTF-8, by which it is known again
/// series    mark         1   1
///           rule         4   its place among the rules above, from 0
///           function     4   its place in the rule, from 0
///           length       4
///           output       …   its name: UTF-8
///           until round  8   nanoseconds to the next round
///           windows      4   w
/// w times   start        8   first second, epoch; later than that of the window before
///           idle since   8   running interval when the result went out last; least long: not since
///           sent         1   1 if a result went out before
///           points       8
///           main         8   double: sum, least, greatest, last or mean
///           squares      8   double: squared distances from the mean, summed up
///           values       4   v: for percentiles as many as points, else 0
///           value        8   v doubles
/// end       mark         1   0
///           checksum     4   CRC32C of all bytes before
/// ```
final class StateFile {

  static final long MAGIC = 0x0a54534747415247L;
  static final int VERSION = 1;
  static final int HEADER_BYTES = 16;
  static final int SERIES_BYTES = 12;
  static final int WINDOW_BYTES = 45;
  static final byte MARK_END = 0;
  static final byte MARK_SERIES = 1;

  private final Path file;
  private final Path unfinished;
  private final Path damaged;

  StateFile(Path folder) {
    this.file = folder.resolve("aggregation.state");
    this.unfinished = folder.resolve("aggregation.state.new");
    this.damaged = folder.resolve("aggregation.state.damaged");
  }

  void save(List<RuleState> rules, List<Shard> shards, long nanos) throws IOException {
    var places = new HashMap<RuleState, Integer>();
    for (var i = 0; i < rules.size(); i++) {
      places.putIfAbsent(rules.get(i), i);
    }
    try (var channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var writer = new StateWriter();
      writer.header(rules);
      for (var shard : shards) {
        for (var from = 0; from >= 0; ) {
          from = shard.save(from, nanos, places, writer);
          writer.drain(channel);
        }
      }
      writer.end(channel);
      channel.force(true);
    }
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Reads what was saved last; nothing if nothing was.
  ///
  /// @param known the rules in force by their text
  void load(Map<String, RuleState> known, StateReader.SeriesConsumer each)
      throws IOException, DamagedStateException {
    Files.deleteIfExists(unfinished);
    try (var channel = FileChannel.open(file, StandardOpenOption.READ);
        var arena = Arena.ofConfined()) {
      var bytes = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
      new StateReader(file, bytes, known).read(each);
    } catch (NoSuchFileException _) {
      // the first start
    }
  }

  /// Puts a damaged file out of the way, for whoever wants to look into it; an older one goes.
  ///
  /// @return where it is now
  Path setAside() throws IOException {
    Files.move(file, damaged, StandardCopyOption.REPLACE_EXISTING);
    return damaged;
  }
}
