// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.SeriesLayout;
import org.jspecify.annotations.Nullable;

/// Reads series that may stand in several places, and merges their points: a place's value counts
/// where no finer place knows anything within its step, and among places of one step the first
/// one's does. What cannot be read in one place is read from the others. Thread-safe if the readers
/// are.
final class UnionReader implements SeriesReader {

  private final List<SeriesReader> readers;

  UnionReader(List<SeriesReader> readers) {
    this.readers = List.copyOf(readers);
  }

  /// One place's answer.
  private interface Question<T> {
    Optional<T> ask(SeriesReader reader) throws IOException;
  }

  /// All that answer; the fault of one only if none does.
  private <T> List<T> answers(Question<T> question) throws IOException {
    var answers = new ArrayList<T>();
    IOException fault = null;
    for (var reader : readers) {
      try {
        question.ask(reader).ifPresent(answers::add);
      } catch (IOException e) {
        fault = e;
      }
    }
    if (answers.isEmpty() && fault != null) {
      throw fault;
    }
    return answers;
  }

  @Override
  public Optional<SeriesValues> read(MetricPath path, TimeWindow window) throws IOException {
    var found = answers(reader -> reader.read(path, window));
    return found.size() < 2 ? found.stream().findFirst() : Optional.of(merged(found));
  }

  private static SeriesValues merged(List<SeriesValues> found) {
    var finestFirst = found.stream().sorted(Comparator.comparingInt(SeriesValues::step)).toList();
    var step = finestFirst.getFirst().step();
    var start = Long.MAX_VALUE;
    var end = Long.MIN_VALUE;
    for (var values : found) {
      start = Math.min(start, values.start() - Math.floorMod(values.start(), (long) step));
      end = Math.max(end, values.end());
    }
    var merged = new double[Math.toIntExact((end - start + step - 1) / step)];
    Arrays.fill(merged, Double.NaN);
    for (var values : finestFirst) {
      fill(merged, start, step, values);
    }
    return new SeriesValues(start, step, merged);
  }

  private static void fill(double[] merged, long start, int step, SeriesValues values) {
    for (var i = 0; i < values.values().length; i++) {
      if (!Double.isNaN(values.values()[i])) {
        var time = values.start() + (long) i * values.step();
        var first = (int) ((time - start) / step);
        var last = (int) Math.min(merged.length, (time + values.step() - start + step - 1) / step);
        if (nothingKnown(merged, first, last)) {
          merged[first] = values.values()[i];
        }
      }
    }
  }

  private static boolean nothingKnown(double[] values, int from, int to) {
    for (var i = from; i < to; i++) {
      if (!Double.isNaN(values[i])) {
        return false;
      }
    }
    return true;
  }

  /// Where the finest values come from.
  @Override
  public Optional<ReadSource> source(MetricPath path, TimeWindow window) throws IOException {
    return answers(reader -> reader.source(path, window)).stream()
        .min(Comparator.comparingLong(ReadSource::step));
  }

  @Override
  public Optional<SeriesLayout> layout(MetricPath path) throws IOException {
    return answers(reader -> reader.layout(path)).stream().findFirst();
  }

  @Override
  public Optional<Long> lastWrite(MetricPath path) throws IOException {
    @Nullable Long latest = null;
    for (var time : answers(reader -> reader.lastWrite(path))) {
      latest = latest == null ? time : Math.max(latest, time);
    }
    return Optional.ofNullable(latest);
  }
}
