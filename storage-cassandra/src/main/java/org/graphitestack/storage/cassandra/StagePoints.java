// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.Row;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.graphitestack.storage.CorruptSeriesException;

/// The rows of points: written as chunks, read as slots.
///
/// A row is what one write knew of one page. Its timestamp in the cluster says when that was; where
/// several rows know a slot, the latest is right. `seq` is a number of the sequence clock, which
/// keeps writes apart; a rolled-up point that is written alone has 0 instead, so that a later one
/// takes the place of the earlier. When a page is full its rows become one.
final class StagePoints {

  /// `seq` of a rolled-up point that is alone.
  private static final long ROLLED_UP = 0;

  /// A row as it was read.
  ///
  /// @param written microseconds
  private record Chunk(long firstSlot, long seq, ByteBuffer data, long written) {}

  private final ClusterConnection cluster;
  private final ClusterSchema schema;
  private final SequenceClock sequence;
  private final CassandraStatistics statistics;

  StagePoints(
      ClusterConnection cluster,
      ClusterSchema schema,
      SequenceClock sequence,
      CassandraStatistics statistics) {
    this.cluster = cluster;
    this.schema = schema;
    this.sequence = sequence;
    this.statistics = statistics;
  }

  /// Points that came in: slots ascending, each once.
  void write(Stage stage, UUID series, long[] slots, double[] values, int count, long now)
      throws IOException {
    var running = new ArrayList<CompletionStage<AsyncResultSet>>();
    for (var from = 0; from < count; ) {
      var to = endOfPage(slots, from, count);
      var seq = sequence.next();
      running.add(
          cluster.executeAsync(
              insert(stage, series, chunk(slots, values, from, to), seq, seq, now)));
      from = to;
    }
    awaitAll(running);
  }

  /// Rolled-up points. A single one takes the place of what was rolled up for its slot before, for
  /// an interval that is not over is rolled up again and again; several get a row together.
  ///
  /// @param written number of the sequence clock from before the finer points were read
  void writeRolledUp(
      Stage stage, UUID series, long[] slots, double[] values, int count, long written, long now)
      throws IOException {
    var running = new ArrayList<CompletionStage<AsyncResultSet>>();
    for (var from = 0; from < count; ) {
      var to = endOfPage(slots, from, count);
      var seq = to - from == 1 ? ROLLED_UP : sequence.next();
      running.add(
          cluster.executeAsync(
              insert(stage, series, chunk(slots, values, from, to), seq, written, now)));
      from = to;
    }
    awaitAll(running);
    statistics.rolledUp(count);
  }

  /// Index after the last slot that is on the page of the first.
  private static int endOfPage(long[] slots, int from, int count) {
    var to = from + 1;
    while (to < count && Stage.pageOf(slots[to]) == Stage.pageOf(slots[from])) {
      to++;
    }
    return to;
  }

  private static Slots chunk(long[] slots, double[] values, int from, int to) {
    var chunk = new Slots(slots[from], (int) (slots[to - 1] - slots[from]) + 1);
    for (var i = from; i < to; i++) {
      chunk.put(slots[i], values[i]);
    }
    return chunk;
  }

  private void awaitAll(List<CompletionStage<AsyncResultSet>> running) throws IOException {
    for (var one : running) {
      var _ = cluster.await(one);
    }
    statistics.chunksWritten(running.size());
  }

  /// A number for what is about to be read, to write its result with.
  long number() {
    return sequence.next();
  }

  /// @param written number whose microseconds are the row's timestamp
  private BoundStatement insert(
      Stage stage, UUID series, Slots chunk, long seq, long written, long now) throws IOException {
    return insertAt(stage, series, chunk, seq, SequenceClock.micros(written), now);
  }

  /// A copy may write as of a time to come; the cluster counts what a row has to live from today.
  private BoundStatement insertAt(
      Stage stage, UUID series, Slots chunk, long seq, long micros, long now) throws IOException {
    return cluster.bind(
        "INSERT INTO "
            + schema.table(stage)
            + " (series, bucket, first, seq, data) VALUES (?, ?, ?, ?, ?)"
            + " USING TIMESTAMP ? AND TTL ?",
        series,
        Stage.bucketOf(chunk.first()),
        Stage.placeOf(chunk.first()),
        seq,
        ChunkCodec.encode(chunk, 0, chunk.count()),
        micros,
        stage.ttl(Stage.pageOf(chunk.first()), Math.min(now, sequence.seconds())));
  }

  /// What is known of some slots.
  Slots read(Stage stage, UUID series, long first, int count) throws IOException {
    var slots = new Slots(first, count);
    for (var chunk : chunks(stage, series, first, first + count)) {
      decode(stage, series, chunk, slots);
    }
    return slots;
  }

  private void decode(Stage stage, UUID series, Chunk chunk, Slots into)
      throws CorruptSeriesException {
    try {
      ChunkCodec.decode(
          chunk.data,
          chunk.firstSlot,
          schema.table(stage) + " " + series + " slot " + chunk.firstSlot,
          into);
    } catch (CorruptSeriesException corrupt) {
      statistics.corrupt();
      throw corrupt;
    }
  }

  /// The rows that may know slots of a range, the latest last.
  private List<Chunk> chunks(Stage stage, UUID series, long first, long end) throws IOException {
    var running = new ArrayList<CompletionStage<AsyncResultSet>>();
    for (var bucket = Stage.bucketOf(first); bucket <= Stage.bucketOf(end - 1); bucket++) {
      var begin = (long) bucket * Stage.BUCKET;
      var from = Math.max(begin, Stage.pageOf(first) * Stage.PAGE);
      var to = Math.min(begin + Stage.BUCKET, end);
      running.add(
          cluster.read(
              cluster.bind(
                  "SELECT bucket, first, seq, data, WRITETIME(data) FROM "
                      + schema.table(stage)
                      + " WHERE series = ? AND bucket = ? AND first >= ? AND first <= ?",
                  series,
                  bucket,
                  (int) (from - begin),
                  (int) (to - 1 - begin))));
    }
    var chunks = new ArrayList<Chunk>();
    for (var one : running) {
      for (var page = cluster.await(one); ; page = cluster.await(page.fetchNextPage())) {
        for (var row : page.currentPage()) {
          chunks.add(chunk(row, schema.table(stage) + " " + series));
        }
        if (!page.hasMorePages()) {
          break;
        }
      }
    }
    statistics.chunksRead(chunks.size());
    chunks.sort(Comparator.comparingLong(Chunk::written).thenComparingLong(Chunk::seq));
    return chunks;
  }

  private static Chunk chunk(Row row, String place) throws CorruptSeriesException {
    var data = row.getByteBuffer(3);
    if (data == null) {
      throw new CorruptSeriesException(place, 0, "a row without data", "a chunk");
    }
    var slot = (long) row.getInt(0) * Stage.BUCKET + row.getInt(1);
    return new Chunk(slot, row.getLong(2), data, row.getLong(4));
  }

  /// Makes one row of those of a page that is not written to any more. Points that come late all
  /// the same get rows of their own, as before.
  void seal(Stage stage, UUID series, long page, long now) throws IOException {
    var first = page * Stage.PAGE;
    var chunks = chunks(stage, series, first, first + Stage.PAGE);
    if (chunks.size() < 2) {
      return;
    }
    var slots = new Slots(first, Stage.PAGE);
    for (var chunk : chunks) {
      decode(stage, series, chunk, slots);
    }
    var batch = new BatchStatementBuilder(DefaultBatchType.UNLOGGED);
    batch.addStatement(
        insertAt(stage, series, trimmed(slots), sequence.next(), chunks.getLast().written, now));
    for (var chunk : chunks) {
      batch.addStatement(
          cluster.bind(
              "DELETE FROM "
                  + schema.table(stage)
                  + " USING TIMESTAMP ? WHERE series = ? AND bucket = ? AND first = ? AND seq = ?",
              chunk.written,
              series,
              Stage.bucketOf(chunk.firstSlot),
              Stage.placeOf(chunk.firstSlot),
              chunk.seq));
    }
    var _ = cluster.await(cluster.executeAsync(batch.build()));
    statistics.sealed();
  }

  /// Without the unknown at both ends.
  private static Slots trimmed(Slots slots) {
    var from = 0;
    while (!slots.isKnown(from)) {
      from++;
    }
    var to = slots.count();
    while (!slots.isKnown(to - 1)) {
      to--;
    }
    var trimmed = new Slots(slots.first() + from, to - from);
    for (var i = from; i < to; i++) {
      if (slots.isKnown(i)) {
        trimmed.put(slots.first() + i, slots.value(i));
      }
    }
    return trimmed;
  }
}
