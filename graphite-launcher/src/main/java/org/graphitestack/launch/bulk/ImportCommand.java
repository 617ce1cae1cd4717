// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.bulk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.graphitestack.launch.upkeep.MachineClocks;
import org.graphitestack.launch.upkeep.TreeOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `graphite import`: points of the past, past the live cache.
@Command(
    name = "import",
    description = {
      "Stores points of the past, straight in the files and not through the live cache: plaintext"
          + " lines, what whisper-fetch and whisper-dump print, and other whisper trees.",
      "While a daemon runs, --url names it and it stores the points itself: its locks, its schemas,"
          + " its index. Without --url nobody else may write to the tree."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ImportCommand implements Callable<Integer> {

  /// What a daemon takes in one request is less than 8 MiB.
  private static final int PIECE = 6 << 20;

  private static final int OFFLINE_PIECE = 48 << 20;
  private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(5);

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin TreeOptions options = new TreeOptions();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "The web port of `graphite run`, or the admin port of `graphite cache`, such as"
              + " http://127.0.0.1:8080")
  @Nullable String url;

  @Option(
      names = "--series",
      paramLabel = "NAME",
      description = "The files are output of whisper-fetch or whisper-dump of this series.")
  String series = "";

  @Option(
      names = "--whisper",
      paramLabel = "DIR",
      description = "Takes the points of another whisper tree. Repeatable.")
  List<Path> trees = new ArrayList<>();

  @Option(
      names = "--fill",
      description = "Leaves points out where a series has one already, as whisper-fill does.")
  boolean fill;

  @Option(
      names = "--progress",
      paramLabel = "FILE",
      description = "Remembers there how far it got, and goes on from there.")
  @Nullable Path progressFile;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Plaintext lines, maybe packed with gzip; - is standard input.")
  List<String> files = new ArrayList<>();

  private final InstantSource clock = MachineClocks.wall();
  private final LongSupplier nanoTime = MachineClocks.nanos();
  private final long begun = nanoTime.getAsLong();
  private long reported = begun;
  private long stored;
  private long created;
  private long leftOut;
  private long refused;

  /// Where points go.
  private interface Lane {
    Taken take(byte[] lines) throws IOException;
  }

  @Override
  public Integer call() throws IOException {
    if (files.isEmpty() && trees.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "nothing to import (expected: files, - or --whisper)");
    }
    if (url != null) {
      try (var target = new Target(url, fill)) {
        take(target::take, PIECE);
      } catch (IllegalArgumentException e) {
        throw new IOException("--url: '" + url + "' (expected: such as http://127.0.0.1:8080)", e);
      }
    } else {
      try (var lane = OfflineLane.open(options.root(), options.schemas(), clock, nanoTime)) {
        take(lines -> lane.take(lines, fill), OFFLINE_PIECE);
      }
    }
    spec.commandLine().getOut().println(summary());
    return refused == 0 ? 0 : 1;
  }

  private void take(Lane lane, int piece) throws IOException {
    var progress = Progress.open(progressFile);
    for (var file : files) {
      takeFile(file, lane, piece, progress);
    }
    for (var tree : trees) {
      takeTree(tree, lane, piece, progress);
    }
  }

  private void takeFile(String file, Lane lane, int most, Progress progress) throws IOException {
    var source = file.equals("-") ? file : Path.of(file).toAbsolutePath().toString();
    try (var lines = LineSource.open(file, series)) {
      var done = progress.of(source);
      lines.skip(done);
      for (var piece = lines.next(most); piece.isPresent(); piece = lines.next(most)) {
        count(lane.take(piece.get().lines()));
        done += piece.get().sourceBytes();
        progress.set(source, done);
      }
    }
  }

  private void takeTree(Path tree, Lane lane, int most, Progress progress) throws IOException {
    var name = tree.toAbsolutePath().toString();
    var source = new TreeSource(tree, clock, nanoTime);
    var all = source.series();
    var lines = new StringBuilder();
    for (var i = (int) progress.of(name); i < all.size(); i++) {
      var before = lines.length();
      try {
        source.appendTo(lines, all.get(i));
      } catch (IOException e) {
        lines.setLength(before);
        refused++;
        spec.commandLine().getErr().println(all.get(i) + ": cannot be read: " + e.getMessage());
      }
      if (lines.length() > most / 2 || i == all.size() - 1) {
        takeInParts(lines, lane, most);
        lines.setLength(0);
        progress.set(name, i + 1L);
      }
    }
  }

  /// A long series is more than one request holds.
  private void takeInParts(StringBuilder lines, Lane lane, int most) throws IOException {
    for (var from = 0; from < lines.length(); ) {
      var to = Math.min(lines.length(), from + most);
      if (to < lines.length()) {
        to = lines.lastIndexOf("\n", to - 1) + 1;
      }
      count(lane.take(lines.substring(from, to).getBytes(StandardCharsets.UTF_8)));
      from = to;
    }
  }

  private void count(Taken taken) {
    stored += taken.stored();
    created += taken.created();
    leftOut += taken.there() + taken.tooOld();
    refused += taken.rejected() + taken.failed();
    var err = spec.commandLine().getErr();
    taken.faults().forEach(err::println);
    if (nanoTime.getAsLong() - reported > REPORT_NANOS) {
      reported = nanoTime.getAsLong();
      err.println(summary());
    }
  }

  private String summary() {
    var seconds = Math.max(1e-3, (nanoTime.getAsLong() - begun) / 1e9);
    return stored
        + " points stored, "
        + created
        + " series created, "
        + leftOut
        + " points left out (there already, or too old), "
        + refused
        + " refused; "
        + Math.round(stored / seconds)
        + " points/s";
  }
}
