// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphitestack.storage.TimeWindow;
import org.graphitestack.web.access.Visibility;
import org.graphitestack.web.series.TimeSeries;
import org.graphitestack.web.target.Expression;
import org.graphitestack.web.target.Expression.Call;
import org.graphitestack.web.target.Expression.Flag;
import org.graphitestack.web.target.Expression.Infinity;
import org.graphitestack.web.target.Expression.None;
import org.graphitestack.web.target.Expression.Path;
import org.graphitestack.web.target.Expression.Real;
import org.graphitestack.web.target.Expression.Template;
import org.graphitestack.web.target.Expression.Text;
import org.graphitestack.web.target.Expression.Whole;

/// Evaluates expressions over one window of time, and tells functions what the request asked for.
/// Used by one thread.
public final class Evaluation {

  /// Seconds from 1970 beyond which no window reaches; far from where sums of times overflow.
  private static final long FARTHEST = 1_000_000_000_000_000L;

  private final RenderSession session;
  private final long from;
  private final long until;
  private double xFilesFactor;

  Evaluation(RenderSession session, long from, long until, double xFilesFactor) {
    this.session = session;
    this.from = from;
    this.until = until;
    this.xFilesFactor = xFilesFactor;
  }

  /// Start of the window, epoch seconds; values come after it.
  public long from() {
    return from;
  }

  /// End of the window, epoch seconds.
  public long until() {
    return until;
  }

  /// Epoch seconds that relative times start from.
  public long now() {
    return session.request().now();
  }

  /// The zone of the request.
  public ZoneId zone() {
    return session.request().zone();
  }

  /// Which series and events the answer may be made of.
  public Visibility sees() {
    return session.request().sees();
  }

  /// The zone of the server, which some functions read dates in.
  public ZoneId serverZone() {
    return session.serverZone();
  }

  /// Share of known values that a computed value needs.
  public double xFilesFactor() {
    return xFilesFactor;
  }

  /// Changes the share for the rest of the request.
  public void setXFilesFactor(double changed) {
    xFilesFactor = changed;
  }

  /// The running total of each stack, by its name; functions change it.
  public Map<String, double[]> stacks() {
    return session.stacks();
  }

  /// The same request over another window.
  ///
  /// @throws InvalidRenderException if it is out of all time, or ends before it begins
  public Evaluation over(long otherFrom, long otherUntil) {
    if (otherFrom < -FARTHEST || otherUntil > FARTHEST || otherFrom > otherUntil) {
      throw new InvalidRenderException(
          "window: " + otherFrom + " to " + otherUntil + " (expected: within 30 million years)");
    }
    return new Evaluation(session, otherFrom, otherUntil, xFilesFactor);
  }

  /// The series of a target.
  ///
  /// @throws InvalidRenderException if it cannot be read or gives something else
  public List<TimeSeries> target(String text) {
    return series(session.parse(text));
  }

  /// The series of an expression, after fetching what it needs.
  public List<TimeSeries> series(Expression expression) {
    session.prefetch(List.of(expression), window(), xFilesFactor);
    return seriesOf(expression);
  }

  /// Says that a function is about to make that many points.
  ///
  /// @throws OverBudgetException if they are more than one request may have
  public void reserve(long points, String function) {
    session.meter().checkPoints(points, function);
  }

  List<TimeSeries> seriesOf(Expression expression) {
    return switch (evaluate(expression)) {
      case Value.Series(var series) -> series;
      case Value.Lists _ ->
          throw new InvalidRenderException(
              "found lists of series (expected: one list; mapSeries belongs inside of"
                  + " reduceSeries)");
      case Value.Text _, Value.Whole _, Value.Real _, Value.Flag _, Value.None _ ->
          throw new InvalidRenderException("found a plain value (expected: series)");
    };
  }

  TimeWindow window() {
    return new TimeWindow(from, until, now());
  }

  private Value evaluate(Expression expression) {
    return switch (expression) {
      case Path(var text, _) -> new Value.Series(fetched(text));
      case Call call when TagCall.isOne(call) -> new Value.Series(fetched(TagCall.checked(call)));
      case Call call -> evaluate(call);
      case Template(var body, _, _, _) -> evaluate(body);
      case Text(var value, _) -> new Value.Text(value);
      case Whole(var value, _) -> new Value.Whole(value);
      case Real(var value, _) -> new Value.Real(value);
      case Flag(var value, _) -> new Value.Flag(value);
      case None _ -> new Value.None();
      case Infinity _ -> new Value.Real(Double.POSITIVE_INFINITY);
    };
  }

  /// Fetched series, with the share that counts at this place of the request: a function further
  /// left may have changed it.
  private List<TimeSeries> fetched(String pathExpression) {
    var series = session.series(pathExpression, window());
    return series.isEmpty() || series.getFirst().xFilesFactor() == xFilesFactor
        ? series
        : series.stream().map(one -> one.change().xFilesFactor(xFilesFactor).make()).toList();
  }

  private Value evaluate(Call call) {
    var arguments = new ArrayList<Value>(call.arguments().size());
    for (var argument : call.arguments()) {
      arguments.add(evaluate(argument));
    }
    var named = new LinkedHashMap<String, Value>();
    for (var argument : call.named().entrySet()) {
      named.put(argument.getKey(), evaluate(argument.getValue()));
    }
    session.meter().checkTime(call.function());
    var began = session.trace().now();
    var result = aligned(session.functions().call(call, arguments, named, this));
    if (result instanceof Value.Series(var series)) {
      var points = points(series);
      session.meter().checkPoints(points, call.function());
      session.trace().called(call.function(), began, series.size(), points);
    }
    return result;
  }

  /// What a function gives, aligned if the request wants that.
  private Value aligned(Value result) {
    return session.request().reading().aligned() && result instanceof Value.Series(var series)
        ? new Value.Series(series.stream().map(one -> one.change().aligned(true).make()).toList())
        : result;
  }

  private static long points(List<TimeSeries> series) {
    var points = 0L;
    for (var one : series) {
      points += one.values().length;
    }
    return points;
  }
}
