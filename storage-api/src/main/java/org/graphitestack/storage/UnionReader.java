// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.SeriesLayout;
import org.jspecify.annotations.Nullable;

/// Reads series that may stand in several places, and merges their points as [MergedValues] does.
/// What cannot be read in one place is read from the others. Thread-safe if the readers are.
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
    return found.size() < 2 ? found.stream().findFirst() : Optional.of(MergedValues.of(found));
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
