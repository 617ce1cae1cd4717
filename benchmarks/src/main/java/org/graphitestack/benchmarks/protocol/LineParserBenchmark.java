// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.benchmarks.protocol;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.line.LineParser;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Plaintext lines to points in columns, in pieces of 64 KiB as a socket gives them.
///
/// ```
/// mvn -q -pl benchmarks -am -DskipTests package
/// mvn -q -pl benchmarks dependency:build-classpath -Dmdep.outputFile=target/classpath
/// java -cp benchmarks/target/classes:$(cat benchmarks/target/classpath) org.openjdk.jmh.Main LineParser -prof gc
/// ```
///
/// Last figures, best of many rounds on a busy virtual machine of two cores, JDK 25: 62 ns a line;
/// 148 ns before lines of the usual kind were read in one pass. Batches that keep lines: 45 ns, 151
/// ns before.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LineParserBenchmark {

  private static final int PIECE = 65_536;

  private final byte[] bytes = new PlaintextLines().bytes();
  private final ReceivedPoints points = new ReceivedPoints();
  private final LineParser parser =
      new LineParser(
          () -> Instant.EPOCH,
          (reason, _, _, _) -> {
            throw new IllegalStateException(reason.sentence());
          });

  @Benchmark
  @OperationsPerInvocation(PlaintextLines.LINES)
  public int parse() {
    var parsed = 0;
    for (var at = 0; at < bytes.length; at += PIECE) {
      parser.parse(bytes, at, Math.min(PIECE, bytes.length - at), points);
      parsed += points.size();
      points.clear();
    }
    return parsed;
  }
}
