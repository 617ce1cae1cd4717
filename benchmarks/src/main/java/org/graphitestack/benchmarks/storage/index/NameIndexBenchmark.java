// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.benchmarks.storage.index;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.index.NameIndex;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Finds among a million names of 10 000 hosts.
///
/// ```
/// mvn -B -q -pl benchmarks -am package -DskipTests -Dchecks.skip
/// java -cp "benchmarks/target/classes:$(mvn -q -pl benchmarks dependency:build-classpath -Dmdep.outputFile=/dev/stdout)" \
///   org.openjdk.jmh.Main NameIndexBenchmark
/// ```
///
/// Last figures, as CPU time of the finding thread: median and p99 of 120 finds after 40 s of
/// warm-up, Temurin 25, two cores under a load of 24 (so the p99 are upper bounds).
///
/// | pattern | found | median ms | p99 ms |
/// |---|---|---|---|
/// | `servers.host01234.cpu.metric_3` | 1 | 0.04 | 0.51 |
/// | `servers.host0123[0-9].*.*` | 640 | 0.04 | 0.14 |
/// | `servers.{host00001,host00500,host00900}.*.*` | 192 | 0.03 | 0.16 |
/// | `servers.host012*.disk.sd?.metric_1` | 200 | 0.12 | 0.54 |
/// | `servers.*` | 10 000 | 0.60 | 3.0 |
/// | `servers.*777.load.metric_1` | 10 | 1.7 | 3.9 |
/// | `servers.*.cpu.metric_1` | 10 000 | 2.7 | 8.4 |
/// | `*.*.load.*` | 100 000 | 9.2 | 21 |
/// | `**.metric_1` | 100 000 | 66 | 91 |
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
@Fork(value = 1, jvmArgs = "-Xmx1g")
public class NameIndexBenchmark {

  private static final String EXACT = "servers.host01234.cpu.metric_3";
  private static final String SOME_HOSTS = "servers.host0123[0-9].*.*";
  private static final String LISTED_HOSTS = "servers.{host00001,host00500,host00900}.*.*";
  private static final String PREFIX = "servers.host012*.disk.sd?.metric_1";
  private static final String BRANCHES = "servers.*";
  private static final String SUFFIX = "servers.*777.load.metric_1";
  private static final String ONE_OF_EACH = "servers.*.cpu.metric_1";
  private static final String GROUP = "*.*.load.*";
  private static final String ANY_DEPTH = "**.metric_1";

  static final List<String> PATTERNS =
      List.of(
          EXACT, SOME_HOSTS, LISTED_HOSTS, PREFIX, BRANCHES, SUFFIX, ONE_OF_EACH, GROUP, ANY_DEPTH);

  @Param({EXACT, SOME_HOSTS, LISTED_HOSTS, PREFIX, BRANCHES, SUFFIX, ONE_OF_EACH, GROUP, ANY_DEPTH})
  public String pattern = "";

  private final NameIndex index = new NameIndex();

  @Setup
  public void fill() {
    MillionNames.HOSTS.addTo(index);
  }

  @Benchmark
  public List<FoundNode> find() {
    return index.find(pattern);
  }
}
