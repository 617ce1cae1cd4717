// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.benchmarks.storage.whisper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.graphitestack.storage.SeriesValues;
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

/// Reading a day of minutes, 1440 values, series in turn. Run as [WhisperUpdateBenchmark].
///
/// Last figures, taken as told there: CPU microseconds per series of 1440 values, 1000 series.
///
/// | Python `fetch` | channel | half | mapped | mapped against Python |
/// |---|---|---|---|---|
/// | 149 | 23 | 27 | 6 | 25x |
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class WhisperFetchBenchmark {

  @Param({"channel", "mapped"})
  private String access = "channel";

  @Param({"100", "5000"})
  private int files;

  private @Nullable Path root;
  private @Nullable BenchmarkTree tree;

  @Setup(Level.Trial)
  public void fill() throws IOException {
    root = Files.createTempDirectory("whisper-fetch");
    tree = BenchmarkTree.open(root, files, access.equals("mapped") ? files : 0).fill();
  }

  @TearDown(Level.Trial)
  public void remove() throws IOException {
    Objects.requireNonNull(tree).close();
    BenchmarkTree.delete(Objects.requireNonNull(root));
  }

  @Benchmark
  public SeriesValues fetchDay() throws IOException {
    return Objects.requireNonNull(tree).fetchDay();
  }
}
