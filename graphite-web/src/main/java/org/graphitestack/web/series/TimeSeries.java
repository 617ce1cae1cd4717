// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.series;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/// A series while it is computed and drawn. Immutable: [#change] gives changed copies, and nobody
/// writes to `values` once a series is made.
///
/// @param name what the answer calls it
/// @param pathExpression the part of the target it came from; names of combining functions are
///   built from it
/// @param tags never empty: at least `name`
/// @param start epoch seconds of the first value
/// @param end epoch seconds; values at `start + i·step·valuesPerPoint`
/// @param step seconds, >= 1
/// @param values NaN where nothing is known
/// @param integers whether values print without a fraction (counts, flags, epochs)
/// @param consolidation name of the consolidation function: average, sum, min, max, first, last,
///   avg_zero; another name is an error only when values are consolidated
/// @param valuesPerPoint values one point of the answer stands for
/// @param xFilesFactor share of known values a consolidated value needs
/// @param drawing drawing options that functions set: color, alpha, lineWidth, dashed, stacked,
///   secondYAxis, drawAsInfinite, invisible
/// @param aligned whether values are consolidated in runs that begin at multiples of their length,
///   instead of at the first value
public record TimeSeries(
    String name,
    String pathExpression,
    Map<String, String> tags,
    long start,
    long end,
    long step,
    double[] values,
    boolean integers,
    String consolidation,
    int valuesPerPoint,
    double xFilesFactor,
    Map<String, Object> drawing,
    boolean aligned) {

  public TimeSeries {
    if (step < 1) {
      throw new IllegalArgumentException("step: " + step + " (expected: >= 1)");
    }
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    drawing = Map.copyOf(drawing);
  }

  /// A series that is consolidated from its first value on.
  public TimeSeries(
      String name,
      String pathExpression,
      Map<String, String> tags,
      long start,
      long end,
      long step,
      double[] values,
      boolean integers,
      String consolidation,
      int valuesPerPoint,
      double xFilesFactor,
      Map<String, Object> drawing) {
    this(
        name,
        pathExpression,
        tags,
        start,
        end,
        step,
        values,
        integers,
        consolidation,
        valuesPerPoint,
        xFilesFactor,
        drawing,
        false);
  }

  /// A series that is its own path expression, with the tags its name holds.
  public static TimeSeries of(
      String name, long start, long end, long step, double[] values, double xFilesFactor) {
    return new TimeSeries(
        name,
        name,
        SeriesTags.of(name),
        start,
        end,
        step,
        values,
        false,
        Consolidation.AVERAGE.text(),
        1,
        xFilesFactor,
        Map.of());
  }

  public TimeSeries withName(String changed) {
    return change().name(changed).make();
  }

  /// A copy with one drawing option set.
  public TimeSeries withDrawing(String option, Object value) {
    return change().drawing(option, value).make();
  }

  /// A drawing option, or null if no function set it.
  public @Nullable Object drawing(String option) {
    return drawing.get(option);
  }

  /// Values of `count` steps each, as the consolidation function makes them, from
  /// [#consolidatedStart] on; the last may stand for fewer, and the first too if runs are aligned.
  ///
  /// @throws UnknownConsolidationException if there is no function of that name
  public double[] consolidated(int count) {
    return count == 1
        ? values
        : consolidator().consolidate(values, count, lead(count), xFilesFactor);
  }

  /// The time of the first of the values that `count` steps each are made into.
  public long consolidatedStart(int count) {
    return aligned && count > 1 ? start - Math.floorMod(start, count * step) : start;
  }

  /// The same from its first whole run of `count` values on, if runs are aligned and there is one:
  /// a part of a run would change while its window moves on.
  public TimeSeries fromWholeRun(int count) {
    var lead = lead(count);
    var lost = lead == 0 ? 0 : count - lead;
    return lost == 0 || lost >= values.length
        ? this
        : change()
            .start(start + lost * step)
            .values(Arrays.copyOfRange(values, lost, values.length))
            .make();
  }

  /// Values that the first run lacks.
  private int lead(int count) {
    return aligned ? (int) (Math.floorMod(start, count * step) / step) : 0;
  }

  /// Whether values of `count` steps each print without a fraction.
  public boolean integers(long count) {
    return integers && (count == 1 || consolidator().keepsIntegers());
  }

  /// Checks that values can be consolidated.
  ///
  /// @throws UnknownConsolidationException if there is no function of that name
  public void checkConsolidation() {
    var _ = consolidator();
  }

  private Consolidation consolidator() {
    return Consolidation.named(consolidation)
        .orElseThrow(() -> new UnknownConsolidationException(consolidation));
  }

  /// The value that stands for a time; NaN outside of the series.
  public double at(long time) {
    var index = Math.floorDiv(time - start, step);
    return index >= 0 && index < values.length ? values[(int) index] : Double.NaN;
  }

  /// A copy to be changed.
  public Change change() {
    return new Change(this);
  }

  /// What a copy has different. Used by one thread and made once.
  public static final class Change {

    private final TimeSeries from;
    private String name;
    private String pathExpression;
    private Map<String, String> tags;
    private long start;
    private long end;
    private long step;
    private double[] values;
    private boolean integers;
    private String consolidation;
    private double xFilesFactor;
    private Map<String, Object> drawing;
    private boolean aligned;

    private Change(TimeSeries from) {
      this.from = from;
      this.name = from.name;
      this.pathExpression = from.pathExpression;
      this.tags = from.tags;
      this.start = from.start;
      this.end = from.end;
      this.step = from.step;
      this.values = from.values;
      this.integers = from.integers;
      this.consolidation = from.consolidation;
      this.xFilesFactor = from.xFilesFactor;
      this.drawing = from.drawing;
      this.aligned = from.aligned;
    }

    public Change name(String changed) {
      name = changed;
      return this;
    }

    public Change pathExpression(String changed) {
      pathExpression = changed;
      return this;
    }

    /// Name and path expression at once.
    public Change called(String changed) {
      return name(changed).pathExpression(changed);
    }

    public Change tag(String tag, String value) {
      tags = new LinkedHashMap<>(tags);
      tags.put(tag, value);
      return this;
    }

    public Change tags(Map<String, String> changed) {
      tags = changed;
      return this;
    }

    public Change start(long changed) {
      start = changed;
      return this;
    }

    public Change end(long changed) {
      end = changed;
      return this;
    }

    public Change step(long changed) {
      step = changed;
      return this;
    }

    public Change values(double[] changed) {
      values = changed;
      return this;
    }

    /// Each value through a function; NaN stays NaN.
    public Change mapped(DoubleUnaryOperator operator) {
      var changed = new double[values.length];
      for (var i = 0; i < changed.length; i++) {
        var value = values[i];
        changed[i] = Double.isNaN(value) ? value : operator.applyAsDouble(value);
      }
      return values(changed);
    }

    public Change integers(boolean changed) {
      integers = changed;
      return this;
    }

    public Change consolidation(String changed) {
      consolidation = changed;
      return this;
    }

    public Change xFilesFactor(double changed) {
      xFilesFactor = changed;
      return this;
    }

    public Change aligned(boolean changed) {
      aligned = changed;
      return this;
    }

    public Change drawing(String option, Object value) {
      drawing = new LinkedHashMap<>(drawing);
      drawing.put(option, value);
      return this;
    }

    public TimeSeries make() {
      return new TimeSeries(
          name,
          pathExpression,
          tags,
          start,
          end,
          step,
          values,
          integers,
          consolidation,
          from.valuesPerPoint,
          xFilesFactor,
          drawing,
          aligned);
    }
  }
}
