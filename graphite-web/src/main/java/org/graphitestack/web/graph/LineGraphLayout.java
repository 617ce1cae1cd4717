// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.graphitestack.web.series.TimeSeries;
import org.jspecify.annotations.Nullable;

/// Lays out one line graph. Starts with the whole image as plot area, and lets titles, legend and
/// labels take their room from it in the order Graphite does, so that everything ends up where it
/// is there.
///
/// Used once, by one thread.
final class LineGraphLayout {

  /// Space left of the plot area that nothing asked for.
  private static final double LEFT_INSET = 10;

  /// Labels keep this share of the widest one's width from the plot area.
  private static final double LABEL_GAP = 0.02;

  private static final double RIGHT_AXIS_GAP = 3;
  private static final double LEGEND_GAP = 10;

  /// Most rounds of consolidating into the width left by labels, and measuring the labels that
  /// makes. Two are the rule.
  private static final int ROUNDS = 5;

  private final GraphSettings settings;
  private final GraphDefaults defaults;
  private final TextMetrics metrics;
  private final List<PlottedSeries> series;
  private final LineMode mode;
  private final TimeRange range;
  private final List<GraphMarker> markers;
  private final boolean twoAxes;
  private final TitleLayout titles;
  private double left;
  private double top;
  private double right;
  private double bottom;

  private LineGraphLayout(
      List<TimeSeries> series,
      GraphSettings settings,
      GraphDefaults defaults,
      TextMetrics metrics,
      LineMode mode,
      TimeRange range,
      List<GraphMarker> markers) {
    this.settings = settings;
    this.defaults = defaults;
    this.metrics = metrics;
    this.titles = new TitleLayout(settings, metrics);
    this.series = PlottedSeries.of(series, settings);
    this.mode = mode;
    this.range = range;
    this.markers = markers;
    this.twoAxes = this.series.stream().anyMatch(PlottedSeries::onRight);
  }

  /// @param requested the window of the request, drawn if the series themselves span no time
  /// @param markers shown within the range that is drawn
  static GraphDefinition layOut(
      List<TimeSeries> series,
      GraphSettings settings,
      GraphDefaults defaults,
      TextMetrics metrics,
      TimeRange requested,
      List<GraphMarker> markers) {
    LineMode mode = settings.lines().mode();
    if (mode == LineMode.SLOPE && series.stream().anyMatch(one -> one.values().length == 1)) {
      mode = LineMode.STAIRCASE;
    }
    TimeRange ownRange = TimeRange.of(series, mode);
    TimeRange range = ownRange.isEmpty() ? requested : ownRange;
    if (series.isEmpty() || range.isEmpty()) {
      return MessageGraph.noData(settings, metrics);
    }
    var layout = new LineGraphLayout(series, settings, defaults, metrics, mode, range, markers);
    LineGraph graph = layout.layOut();
    boolean tooSmall = graph.area().width() < 2 || graph.area().height() < 1;
    if (tooSmall && settings.shown().surroundings()) {
      return layOut(series, settings.linesOnly(), defaults, metrics, requested, markers);
    }
    return graph;
  }

  private LineGraph layOut() {
    boolean bare = !settings.shown().surroundings();
    int margin = settings.margin();
    left = bare ? 0 : margin + LEFT_INSET;
    top = bare ? 0 : margin;
    right = settings.width() - (bare ? 0 : margin);
    bottom = settings.height() - (bare ? 0 : margin);
    List<LegendEntry> legend = List.of();
    if (!bare) {
      placeTitles();
      legend = placeLegend();
    }
    if (settings.shown().xAxis()) {
      bottom -= 2 * metrics.ascent(font());
    }
    return placeData(legend);
  }

  private GraphFont font() {
    return settings.template().font();
  }

  private void placeTitles() {
    top = titles.placeTop(top);
    left = titles.placeLeft(left);
    if (twoAxes) {
      right = titles.placeRight(right);
    }
  }

  private List<LegendEntry> placeLegend() {
    Boolean hide = settings.legend().hide();
    if (hide == null ? series.size() > defaults.legendMaxItems() : hide) {
      return List.of();
    }
    var legend = new LegendLayout(settings, metrics, LegendLayout.items(series, settings.legend()));
    bottom -= legend.height(left);
    return legend.entries(left, right, bottom + LEGEND_GAP);
  }

  private LineGraph placeData(List<LegendEntry> legend) {
    List<ConsolidatedSeries> data = List.of();
    YScale leftScale = null;
    YScale rightScale = null;
    for (int round = 0; round < ROUNDS; round++) {
      double widthBefore = right - left;
      data = consolidate();
      leftScale = scale(data, false);
      rightScale = twoAxes ? scale(data, true) : null;
      makeRoomForLabels(leftScale, rightScale);
      if (right - left == widthBefore) {
        break;
      }
    }
    return graph(legend, data, Objects.requireNonNull(leftScale), rightScale);
  }

  private double drawableWidth() {
    return Math.max(1, right - left - (settings.lines().width() + 1));
  }

  private List<ConsolidatedSeries> consolidate() {
    double minStep = settings.lines().minXStep();
    var consolidated = new ArrayList<ConsolidatedSeries>();
    for (PlottedSeries one : series) {
      long step = TimeRange.stepOf(one.series());
      double points = range.seconds() / step;
      int perPoint = 1;
      if (minStep > 0 && drawableWidth() / points < minStep) {
        perPoint = (int) Math.ceil(points / Math.max(1, Math.floor(drawableWidth() / minStep)));
      }
      consolidated.add(ConsolidatedSeries.of(one, perPoint));
    }
    return consolidated;
  }

  private YScale scale(List<ConsolidatedSeries> data, boolean onRight) {
    boolean logarithmic = settings.yLabels().logBase().isPresent();
    List<double[]> values =
        data.stream()
            .filter(one -> one.plotted().onRight() == onRight && !one.plotted().asVerticals())
            .map(one -> logarithmic ? one.positiveValues() : shownValues(one))
            .toList();
    DataRange dataRange = DataRange.of(values, settings.lines().areaMode() == AreaMode.STACKED);
    YAxisRequest request = !twoAxes ? settings.y() : onRight ? settings.yRight() : settings.yLeft();
    return YScale.of(dataRange.min(), dataRange.max(), request, settings.yLabels());
  }

  private double[] shownValues(ConsolidatedSeries one) {
    return settings.lines().nullAsZero() ? Traces.zeroForNull(one.values()) : one.values();
  }

  private void makeRoomForLabels(YScale leftScale, @Nullable YScale rightScale) {
    boolean shown = settings.shown().yAxis();
    if (!settings.shown().surroundings()) {
      return;
    }
    if (rightScale != null) {
      left = Math.max(left, settings.margin() + widestLabel(leftScale) * (1 + LABEL_GAP));
      right = Math.min(right, settings.width() - widestLabel(rightScale) * (1 + LABEL_GAP));
    } else if (shown && settings.yLabels().onRight()) {
      right = Math.min(right, settings.width() - widestLabel(leftScale) * (1 + LABEL_GAP));
    } else if (shown) {
      left = Math.max(left, settings.margin() + widestLabel(leftScale) * (1 + LABEL_GAP));
    }
  }

  private double widestLabel(YScale scale) {
    double widest = 0;
    for (String label : labelTexts(scale)) {
      widest = Math.max(widest, metrics.width(label, font()));
    }
    return widest;
  }

  private LineGraph graph(
      List<LegendEntry> legend,
      List<ConsolidatedSeries> data,
      YScale leftScale,
      @Nullable YScale rightScale) {
    var area = new PlotArea(left, top, right, bottom);
    GraphSettings.Shown shown = settings.shown();
    boolean hasAxes = shown.xAxis() || shown.yAxis() || shown.grid();
    LineGraph.TimeAxis time = timeAxis();
    boolean singleOnRight = !twoAxes && settings.yLabels().onRight();
    return new LineGraph(
        settings.width(),
        settings.height(),
        settings.template().background(),
        area,
        titles.lines(),
        legend,
        time,
        new LineGraph.YAxis(leftScale, labels(leftScale, singleOnRight, 0)),
        rightScale == null
            ? null
            : new LineGraph.YAxis(rightScale, labels(rightScale, true, RIGHT_AXIS_GAP)),
        settings.shown().grid() ? grid(leftScale) : null,
        mode,
        settings.lines().connectedLimit(),
        Traces.of(data, twoAxes, settings.lines()),
        new MarkerLayout(area, time, metrics, font(), settings.eventColor()).place(markers),
        GraphFacts.of(data, hasAxes ? labelTexts(leftScale) : List.of(), settings));
  }

  private List<String> labelTexts(YScale scale) {
    var format = new YLabelFormat(settings.yLabels().units(), scale);
    return scale.labels().stream().map(format::format).toList();
  }

  private List<TextLine> labels(YScale scale, boolean onRight, double extraGap) {
    if (!settings.shown().yAxis()) {
      return List.of();
    }
    double gap = widestLabel(scale) * LABEL_GAP;
    double x = onRight ? right + gap + extraGap : left - gap;
    double middle = metrics.lineHeight(font()) / 2 - metrics.descent(font());
    var format = new YLabelFormat(settings.yLabels().units(), scale);
    var labels = new ArrayList<TextLine>();
    for (double value : scale.labels()) {
      double y = bottom - scale.fraction(value) * (bottom - top);
      labels.add(
          TextLine.level(
              format.format(value),
              x,
              y + middle,
              onRight ? TextLine.Alignment.LEFT : TextLine.Alignment.RIGHT,
              font(),
              settings.template().foreground()));
    }
    return labels;
  }

  private LineGraph.TimeAxis timeAxis() {
    double pixelsPerSecond = drawableWidth() / range.seconds();
    TimeTicks ticks = TimeTicks.of(1 / pixelsPerSecond, range.seconds(), defaults.dateFormat());
    double startX = left + settings.lines().width() / 2;
    return new LineGraph.TimeAxis(
        range.start(),
        range.end(),
        startX,
        pixelsPerSecond,
        settings.shown().xAxis() ? timeLabels(ticks, startX, pixelsPerSecond) : List.of(),
        TimeTicks.epochSeconds(TimeTicks.times(ticks.minor(), range, settings.zone())),
        TimeTicks.epochSeconds(TimeTicks.times(ticks.major(), range, settings.zone())));
  }

  private List<TextLine> timeLabels(TimeTicks ticks, double startX, double pixelsPerSecond) {
    var format =
        new StrftimeFormat(settings.xFormat() == null ? ticks.format() : settings.xFormat());
    var labels = new ArrayList<TextLine>();
    for (var time : TimeTicks.times(ticks.label(), range, settings.zone())) {
      String text = format.format(time);
      double x = startX + (time.toEpochSecond() - range.start()) * pixelsPerSecond;
      boolean isCut = x + metrics.width(text, font()) / 2 > settings.width();
      if (!isCut) {
        labels.add(
            TextLine.level(
                text,
                x,
                bottom + 2 * metrics.ascent(font()),
                TextLine.Alignment.CENTER,
                font(),
                settings.template().foreground()));
      }
    }
    return labels;
  }

  private LineGraph.Grid grid(YScale scale) {
    var minorValues = new ArrayList<Double>();
    int lines = settings.yLabels().minorLines();
    List<Double> labels = scale.labels();
    for (int i = 0; i + 1 < labels.size(); i++) {
      double from = labels.get(i);
      double to = labels.get(i + 1);
      for (int line = 1; line <= lines; line++) {
        minorValues.add(from + (to - from) * line / (lines + 1));
      }
    }
    return new LineGraph.Grid(
        settings.yLabels().majorLine(), settings.yLabels().minorLine(), minorValues);
  }
}
