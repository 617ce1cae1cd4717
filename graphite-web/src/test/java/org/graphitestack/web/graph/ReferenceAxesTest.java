// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// Scales, labels and plot areas as graphite-web answered them.
class ReferenceAxesTest {

  @ParameterizedTest
  @CsvFileSource(
      resources = "/graph/reference-axes.tsv",
      delimiter = '\t',
      ignoreLeadingAndTrailingWhitespace = false)
  void layOut_oneSeries_hasTheReferencesAxisAndArea(
      String parameters, String values, double bottom, double top, String labels, String area) {
    String[] ends = values.split(",", -1);
    double min = Double.parseDouble(ends[0]);
    double max = Double.parseDouble(ends[1]);

    LineGraph graph =
        Layouts.unrounded(List.of(SampleSeries.of("a.b", min, max, min, max)), parameters);

    double tolerance = 1e-9 * Math.max(Math.abs(top), Math.abs(bottom));
    assertThat(graph.left().scale().bottom()).isEqualTo(bottom, within(tolerance));
    assertThat(graph.left().scale().top()).isEqualTo(top, within(tolerance));
    assertThat(String.join("|", Layouts.texts(graph.left().labels()))).isEqualTo(labels);
    String[] edges = area.split(" ", -1);
    assertThat(graph.area().left()).isEqualTo(Double.parseDouble(edges[0]), within(0.01));
    assertThat(graph.area().top()).isEqualTo(Double.parseDouble(edges[1]), within(0.01));
    assertThat(graph.area().right()).isEqualTo(Double.parseDouble(edges[2]), within(0.01));
    assertThat(graph.area().bottom()).isEqualTo(Double.parseDouble(edges[3]), within(0.01));
  }
}
