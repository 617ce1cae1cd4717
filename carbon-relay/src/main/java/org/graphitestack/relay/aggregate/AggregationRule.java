// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import java.util.List;

/// One rule: names that match are gathered in windows, and each of the functions makes a series of
/// them.
///
/// Equal rules are the same rule: a reload keeps its windows.
///
/// @param naming which names, and what the outputs are called
/// @param frequencySeconds the length of a window
/// @param functions one output each, in the order [OutputNaming] counts them
/// @param emission when results go out
/// @param sendTo where results are to go, in the words of whoever made the rule; empty: wherever
///   all go. The stage only hands it back.
public record AggregationRule(
    OutputNaming naming,
    int frequencySeconds,
    List<AggregationFunction> functions,
    Emission emission,
    String sendTo) {

  public AggregationRule {
    functions = List.copyOf(functions);
    if (frequencySeconds < 1) {
      throw new IllegalArgumentException(
          "frequency: " + frequencySeconds + " (expected: >= 1 second)");
    }
    if (functions.isEmpty()) {
      throw new IllegalArgumentException("functions: 0 (expected: >= 1)");
    }
    if (emission instanceof Emission.Expiry expiry && expiry.expireSeconds() <= frequencySeconds) {
      throw new IllegalArgumentException(
          "expire: "
              + expiry.expireSeconds()
              + " (expected: more than the "
              + frequencySeconds
              + " s of a window)");
    }
  }

  /// A line of aggregation-rules.conf: `outputTemplate (frequencySeconds) = function inputPattern`.
  ///
  /// @throws IllegalArgumentException if pattern or template make no sense; the message says why
  public static AggregationRule of(
      String outputTemplate,
      int frequencySeconds,
      AggregationFunction function,
      String inputPattern) {
    return new AggregationRule(
        CarbonNaming.parse(inputPattern, outputTemplate),
        frequencySeconds,
        List.of(function),
        new Emission.Rounds(),
        "");
  }

  /// The rule as text: equal for equal rules.
  String text() {
    return naming.text()
        + " every "
        + frequencySeconds
        + " s "
        + functions.stream().map(AggregationFunction::text).toList()
        + " "
        + emission
        + " "
        + sendTo;
  }
}
