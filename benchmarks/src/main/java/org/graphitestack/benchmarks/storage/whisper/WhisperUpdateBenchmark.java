// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.benchmarks.storage.whisper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Writing a batch to a series and rolling it up, series in turn.
///
/// ```
/// mvn -q -pl benchmarks -am -DskipTests package
/// mvn -q -pl benchmarks dependency:build-classpath -Dmdep.outputFile=target/classpath
/// java -cp benchmarks/target/classes:$(cat benchmarks/target/classpath) org.openjdk.jmh.Main WhisperUpdate
/// ```
///
/// Last figures: CPU microseconds per batch and file, 1000 files of 59 KB, all in the page cache,
/// by `benchmarks/whisper-vs-python.py` in the same run as Python's `update_many` (CPython 3.11).
/// They are CPU time of the whole process, on two cores that 25 other processes shared; wall-clock
/// figures of this benchmark say nothing there and are left out. In the column `half` the hot set
/// has room for half of the files.
///
/// | points | Python | channel | half | mapped | mapped against Python |
/// |---|---|---|---|---|---|
/// | 1 | 86 | 37 | 52 | 8 | 10.8x |
/// | 10 | 198 | 47 | 43 | 6 | 33x |
/// | 60 | 499 | 38 | 60 | 13 | 38x |
///
/// A mapping wins whatever the batch, once it is there. The channel's cost does not depend on the
/// batch, which is written in one piece; Python's grows with every point's roll-up.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class WhisperUpdateBenchmark {

  /// 0 goes through channels; `half` has room for half of the files.
  @Param({"channel", "mapped", "half"})
  private String access = "channel";

  @Param({"1", "10", "60"})
  private int points;

  @Param({"100", "5000"})
  private int files;

  private @Nullable Path root;
  private @Nullable BenchmarkTree tree;

  @Setup(Level.Trial)
  public void fill() throws IOException {
    root = Files.createTempDirectory("whisper-update");
    tree = BenchmarkTree.open(root, files, mappedFiles()).fill();
  }

  private int mappedFiles() {
    return switch (access) {
      case "channel" -> 0;
      case "mapped" -> files;
      case "half" -> files / 2;
      default -> throw new IllegalArgumentException("access: " + access);
    };
  }

  @TearDown(Level.Trial)
  public void remove() throws IOException {
    Objects.requireNonNull(tree).close();
    BenchmarkTree.delete(Objects.requireNonNull(root));
  }

  @Benchmark
  public int update() throws IOException {
    return Objects.requireNonNull(tree).update(points);
  }
}
