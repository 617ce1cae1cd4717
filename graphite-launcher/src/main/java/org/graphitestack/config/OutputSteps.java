// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.graphitestack.cache.schema.AggregationRule;
import org.graphitestack.cache.schema.SchemaRule;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.relay.route.NameTemplate;
import org.graphitestack.relay.route.NameTemplate.Found;

/// Compares how often the outputs of an aggregation come with the steps of the schemas they fall
/// into: a slot has room for one point, and one that gets none stays empty.
///
/// An output's name has fields, and no example of it would do: `<env>.all.load` with any word for
/// the field does not fall into a section for `^prod\.`, and yet `prod.all.load` does. So all names
/// that the template allows are looked at together: sections that none of them falls into are
/// passed over, and something is said only if the sections that are left, down to the first that
/// all fall into, have the same first step. Names that begin as the daemons' own metrics do are
/// left out: most files begin with a section for those, and nothing could be said of any template
/// that begins with a field.
final class OutputSteps {

  private final SchemaRules rules;
  private final String ownMetrics;

  /// @param ownMetrics `CARBON_METRIC_PREFIX`
  OutputSteps(SchemaRules rules, String ownMetrics) {
    this.rules = rules;
    this.ownMetrics = ownMetrics + ".";
  }

  /// What is to be said of one output of a rule; empty if it fits, or that is not known.
  ///
  /// @param place of the rule
  /// @param seconds how often the output comes
  Optional<String> note(String place, NameTemplate output, int seconds) {
    var names = output.butNotBeginning(ownMetrics);
    var sections = possible(rules.schemas(), SchemaRule::pattern, names);
    var steps =
        sections.stream()
            .map(section -> retentions(section).finest().secondsPerPoint())
            .distinct()
            .toList();
    if (steps.size() != 1 || steps.getFirst() == seconds) {
      return Optional.empty();
    }
    var step = steps.getFirst();
    return Optional.of(
        place
            + ": "
            + output.text()
            + " comes each "
            + seconds
            + " s, and "
            + sections.stream().map(OutputSteps::title).collect(Collectors.joining(" or "))
            + " has room for a point each "
            + step
            + " s: "
            + (seconds > step
                ? "its graph has gaps" + rollUps(sections, names, seconds)
                : "of several only the last is kept")
            + " (expected: each "
            + step
            + " s, or another schema)");
  }

  /// Whether too few slots are filled for roll-ups to be made of them.
  private String rollUps(List<Optional<SchemaRule>> sections, NameTemplate names, int seconds) {
    var factors = new TreeSet<Double>();
    possible(rules.aggregations(), AggregationRule::pattern, names)
        .forEach(
            section ->
                factors.add(
                    section
                        .map(AggregationRule::xFilesFactor)
                        .flatMap(factor -> factor.stream().boxed().findFirst())
                        .orElse(SchemaRules.DEFAULT_X_FILES_FACTOR)));
    var rolledUp =
        sections.stream()
            .map(OutputSteps::retentions)
            .anyMatch(policy -> knownShare(policy, seconds) >= factors.getFirst());
    return rolledUp
        ? ""
        : ", and with xFilesFactor "
            + factors.stream().map(String::valueOf).collect(Collectors.joining(" or "))
            + " its coarser archives stay empty";
  }

  /// How many of the slots that make one of the second archive are filled; all if there is none.
  private static double knownShare(RetentionPolicy policy, int seconds) {
    if (policy.archives().size() == 1) {
      return 1;
    }
    var step = policy.finest().secondsPerPoint();
    return (double) step / Math.min(seconds, policy.archives().get(1).secondsPerPoint());
  }

  /// The rules that can be the first to match a name; empty for that none does.
  private static <R> List<Optional<R>> possible(
      List<R> rules, Function<R, Predicate<String>> pattern, NameTemplate names) {
    var possible = new ArrayList<Optional<R>>();
    for (var rule : rules) {
      var found = SchemaPattern.found(pattern.apply(rule), names);
      if (found != Found.NEVER) {
        possible.add(Optional.of(rule));
      }
      if (found == Found.ALWAYS) {
        return possible;
      }
    }
    possible.add(Optional.empty());
    return possible;
  }

  private static RetentionPolicy retentions(Optional<SchemaRule> section) {
    return section.map(SchemaRule::retentions).orElse(SchemaRules.DEFAULT_RETENTIONS);
  }

  private static String title(Optional<SchemaRule> section) {
    return section
        .map(rule -> "[" + rule.name() + "] of storage-schemas.conf")
        .orElse("carbon's default schema");
  }
}
