// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.schema;

import java.util.List;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.Retention;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;

/// Which layout a new series gets: of each list the first rule that matches decides.
///
/// Immutable; a changed file becomes new rules, which take the place of these at once.
///
/// @param schemas in the file's order
/// @param aggregations in the file's order
public record SchemaRules(List<SchemaRule> schemas, List<AggregationRule> aggregations) {

  /// Carbon's last rule, 60:10080: a week of minutes.
  public static final RetentionPolicy DEFAULT_RETENTIONS =
      new RetentionPolicy(List.of(new Retention(60, 10_080)));

  public static final double DEFAULT_X_FILES_FACTOR = 0.5;
  public static final AggregationMethod DEFAULT_AGGREGATION = AggregationMethod.AVERAGE;

  /// No rules: every series gets the defaults.
  public static final SchemaRules DEFAULTS = new SchemaRules(List.of(), List.of());

  public SchemaRules {
    schemas = List.copyOf(schemas);
    aggregations = List.copyOf(aggregations);
  }

  /// What a series of this name is created with.
  public SeriesLayout layoutFor(MetricPath path) {
    var retentions = DEFAULT_RETENTIONS;
    for (var schema : schemas) {
      if (schema.pattern().test(path.text())) {
        retentions = schema.retentions();
        break;
      }
    }
    for (var aggregation : aggregations) {
      if (aggregation.pattern().test(path.text())) {
        return new SeriesLayout(
            retentions,
            aggregation.xFilesFactor().orElse(DEFAULT_X_FILES_FACTOR),
            aggregation.method().orElse(DEFAULT_AGGREGATION));
      }
    }
    return new SeriesLayout(retentions, DEFAULT_X_FILES_FACTOR, DEFAULT_AGGREGATION);
  }
}
