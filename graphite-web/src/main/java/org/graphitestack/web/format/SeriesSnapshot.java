// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.graphitestack.web.series.TimeSeries;

/// What a request showed at one moment, to be told whole or as the difference to an earlier moment.
/// Immutable.
public final class SeriesSnapshot {

  /// If more than this share of the points differs, everything is told again.
  private static final int LARGEST_SHARE = 2;

  private final List<DataPoints> series;
  private final boolean knownOnly;

  private SeriesSnapshot(List<DataPoints> series, boolean knownOnly) {
    this.series = series;
    this.knownOnly = knownOnly;
  }

  /// The points of series as the JSON format has them.
  ///
  /// @throws org.graphitestack.web.series.UnknownConsolidationException if values must be
  ///   consolidated by a function that does not exist
  public static SeriesSnapshot of(List<TimeSeries> all, FormatOptions options) {
    var shown = DataPoints.of(all, options.maxDataPoints());
    var points = all.stream().map(shown).toList();
    return new SeriesSnapshot(
        options.noNullPoints() ? points.stream().filter(DataPoints::anyKnown).toList() : points,
        options.noNullPoints());
  }

  /// The number of points, null ones included.
  public long points() {
    return series.stream().mapToLong(DataPoints::count).sum();
  }

  /// The time of the first point of all, in epoch seconds; 0 without one.
  public long start() {
    return series.stream().mapToLong(DataPoints::start).min().orElse(0);
  }

  /// The shortest time between two points of a series, in seconds; 0 without one.
  public long step() {
    return series.stream().mapToLong(DataPoints::step).min().orElse(0);
  }

  /// The number of series.
  public int size() {
    return series.size();
  }

  /// The name of a series.
  public String name(int number) {
    return series.get(number).series().name();
  }

  /// The times of the points of a series, in epoch seconds.
  public long[] times(int number) {
    var points = series.get(number);
    var times = new long[points.count()];
    for (var i = 0; i < times.length; i++) {
      times[i] = points.start() + i * points.step();
    }
    return times;
  }

  /// The values of the points of a series, NaN for null.
  public double[] values(int number) {
    var points = series.get(number);
    return Arrays.copyOf(points.values(), points.count());
  }

  /// All of it: what `/render` answers with `format=json`.
  public String whole() {
    return text(
        out -> {
          var separator = "[";
          for (var one : series) {
            out.text(separator);
            JsonFormat.write(one, knownOnly, out);
            separator = ", ";
          }
          out.text(series.isEmpty() ? "[]" : "]");
        });
  }

  /// What is new or other than at an earlier moment, as JSON: for each series that has such points
  /// its number in the list, and the points. Points from before [#start] are gone, which is not
  /// said for each.
  ///
  /// @return an empty text if nothing is; nothing at all if the series are others, or differ so
  ///   much that it has to be told whole
  public Optional<String> changesSince(SeriesSnapshot before) {
    if (before.series.size() != series.size()) {
      return Optional.empty();
    }
    for (var i = 0; i < series.size(); i++) {
      if (!continues(before.series.get(i), series.get(i))) {
        return Optional.empty();
      }
    }
    var changed = 0L;
    for (var i = 0; i < series.size(); i++) {
      changed += countChanged(before.series.get(i), series.get(i));
    }
    if (changed == 0) {
      return Optional.of("");
    }
    if (changed > points() / LARGEST_SHARE) {
      return Optional.empty();
    }
    return Optional.of(text(out -> writeChanges(before, out)));
  }

  /// Whether the later one has the name and the times of the earlier, some seconds on.
  private static boolean continues(DataPoints before, DataPoints now) {
    return before.series().name().equals(now.series().name())
        && before.series().tags().equals(now.series().tags())
        && before.step() == now.step()
        && before.integers() == now.integers()
        && Math.floorMod(now.start() - before.start(), now.step()) == 0
        && now.start() >= before.start();
  }

  private static int countChanged(DataPoints before, DataPoints now) {
    var changed = 0;
    for (var i = 0; i < now.count(); i++) {
      if (isChanged(before, now, i)) {
        changed++;
      }
    }
    return changed;
  }

  private static boolean isChanged(DataPoints before, DataPoints now, int point) {
    var former = point + (now.start() - before.start()) / now.step();
    return former >= before.count()
        || Double.compare(before.values()[(int) former], now.values()[point]) != 0;
  }

  private void writeChanges(SeriesSnapshot before, AsciiOutput out) throws IOException {
    var separator = "[";
    for (var i = 0; i < series.size(); i++) {
      var now = series.get(i);
      if (countChanged(before.series.get(i), now) == 0) {
        continue;
      }
      out.text(separator).text("{\"series\": ").whole(i).text(", \"datapoints\": ");
      var next = "[[";
      for (var point = 0; point < now.count(); point++) {
        if (isChanged(before.series.get(i), now, point)) {
          out.text(next);
          PythonJson.number(now.values()[point], now.integers(), out);
          out.text(", ").whole(now.start() + point * now.step()).text("]");
          next = ", [";
        }
      }
      out.text("]}");
      separator = ", ";
    }
    out.text("]");
  }

  private interface Writing {

    void to(AsciiOutput out) throws IOException;
  }

  private static String text(Writing writing) {
    var bytes = new ByteArrayOutputStream();
    var out = new AsciiOutput(bytes);
    try {
      writing.to(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.US_ASCII);
  }
}
