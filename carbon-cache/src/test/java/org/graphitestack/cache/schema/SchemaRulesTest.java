// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.junit.jupiter.api.Test;

class SchemaRulesTest {

  private final SchemaRules rules =
      new SchemaRules(
          List.of(
              new SchemaRule(
                  "carbon", p -> p.startsWith("carbon."), RetentionPolicy.parse("60:90")),
              new SchemaRule("all", _ -> true, RetentionPolicy.parse("10s:6h,1m:7d"))),
          List.of(
              new AggregationRule(
                  "counts",
                  p -> p.endsWith(".count"),
                  OptionalDouble.of(0),
                  Optional.of(AggregationMethod.SUM)),
              new AggregationRule(
                  "half", p -> p.endsWith(".half"), OptionalDouble.empty(), Optional.empty())));

  @Test
  void layoutFor_severalRulesMatch_takesTheFirst() {
    assertThat(rules.layoutFor(new MetricPath("carbon.x")).retentions())
        .isEqualTo(RetentionPolicy.parse("60:90"));
    assertThat(rules.layoutFor(new MetricPath("app.count")))
        .isEqualTo(
            new SeriesLayout(RetentionPolicy.parse("10s:6h,1m:7d"), 0, AggregationMethod.SUM));
  }

  @Test
  void layoutFor_keysLeftOut_takesTheDefaults() {
    var layout = rules.layoutFor(new MetricPath("app.half"));

    assertThat(layout.xFilesFactor()).isEqualTo(0.5);
    assertThat(layout.aggregation()).isEqualTo(AggregationMethod.AVERAGE);
  }

  @Test
  void layoutFor_noRules_isCarbonsDefault() {
    assertThat(SchemaRules.DEFAULTS.layoutFor(new MetricPath("a")))
        .isEqualTo(
            new SeriesLayout(RetentionPolicy.parse("60:10080"), 0.5, AggregationMethod.AVERAGE));
  }

  @Test
  void aggregationRule_xFilesFactorOutOfRange_isRefused() {
    assertThatThrownBy(
            () -> new AggregationRule("a", _ -> true, OptionalDouble.of(1.5), Optional.empty()))
        .hasMessage("xFilesFactor: 1.5 (expected: 0 to 1)");
  }
}
