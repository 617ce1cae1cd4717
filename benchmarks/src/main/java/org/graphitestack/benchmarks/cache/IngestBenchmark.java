// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.benchmarks.cache;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.graphitestack.benchmarks.protocol.PlaintextLines;
import org.graphitestack.cache.ledger.CacheLedger;
import org.graphitestack.cache.memory.FlowControl;
import org.graphitestack.cache.memory.MemoryLimits;
import org.graphitestack.cache.memory.SetAside;
import org.graphitestack.cache.memory.WaitingPoints;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.line.LineParser;
import org.graphitestack.storage.index.SubtreePattern;
import org.graphitestack.storage.limit.Bound;
import org.graphitestack.storage.limit.LimitBook;
import org.graphitestack.storage.limit.LimitRule;
import org.graphitestack.storage.limit.LimitRules;
import org.graphitestack.storage.limit.Measure;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Plaintext lines to points in memory: parsed, judged by limits if there are any, their names
/// looked up among 100,000, appended to their series. Points of a round are taken out again between
/// two measured rounds.
///
/// ```
/// mvn -q -pl benchmarks -am -DskipTests package
/// mvn -q -pl benchmarks dependency:build-classpath -Dmdep.outputFile=target/classpath
/// java -cp benchmarks/target/classes:$(cat benchmarks/target/classpath) org.openjdk.jmh.Main Ingest -prof gc
/// ```
///
/// Last figures: none yet, it has not been run.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class IngestBenchmark {

  private static final int PIECE = 65_536;

  /// Whether all series belong to a limit, which none of them reaches.
  @Param({"false", "true"})
  private boolean limits;

  private final BitSet refused = new BitSet();

  private final PlaintextLines lines = new PlaintextLines();
  private final ReceivedPoints points = new ReceivedPoints();
  private final LineParser parser =
      new LineParser(
          () -> Instant.EPOCH,
          (reason, _, _, _) -> {
            throw new IllegalStateException(reason.sentence());
          });
  private final WaitingPoints memory =
      new WaitingPoints(
          new MemoryLimits(Long.MAX_VALUE, Long.MAX_VALUE, true),
          0,
          SchemaRules.DEFAULTS::layoutFor,
          _ -> {},
          new FlowControl() {
            @Override
            public void pause() {}

            @Override
            public void resume() {}
          },
          SetAside.NOWHERE,
          new CacheLedger(),
          () -> 0L,
          1);

  @Setup(Level.Trial)
  public void limit() {
    if (limits) {
      var rule =
          new LimitRule(
              "all",
              SubtreePattern.parse("servers"),
              Map.of(Measure.POINTS, new Bound(Double.POSITIVE_INFINITY, 1e12)));
      memory
          .limitJudge()
          .limits(LimitBook.of(new LimitRules(List.of(rule)), () -> 0L), _ -> true, _ -> 0);
    }
  }

  @Setup(Level.Invocation)
  public void storeAndGoOn() {
    var look = memory.look(true);
    for (var i = 0; i < look.size(); i++) {
      var taken = memory.take(look.series(i));
      if (taken != null) {
        memory.stored(taken);
      }
    }
    lines.nextRound();
  }

  @Benchmark
  @OperationsPerInvocation(PlaintextLines.LINES)
  public void ingest() {
    var bytes = lines.bytes();
    for (var at = 0; at < bytes.length; at += PIECE) {
      parser.parse(bytes, at, Math.min(PIECE, bytes.length - at), points);
      if (memory.limitJudge().limited()) {
        memory.limitJudge().judge(points, refused);
      }
      memory.accept(points);
      points.clear();
    }
  }
}
