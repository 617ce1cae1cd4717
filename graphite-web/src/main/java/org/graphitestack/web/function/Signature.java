// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.List;

/// What a function says about itself: everything `/functions` shows and calls are checked against.
///
/// @param names the first is its own, the others do the same
/// @param aggregator whether it may be named where an aggregation is expected
/// @param description what it does, for people
/// @param examples targets over the sample series of the tests, which run them
record Signature(
    List<String> names,
    FunctionGroup group,
    boolean aggregator,
    List<Parameter> parameters,
    String description,
    List<String> examples) {

  Signature {
    names = List.copyOf(names);
    parameters = List.copyOf(parameters);
    examples = List.copyOf(examples);
  }

  static Signature of(FunctionGroup group, String name, Parameter... parameters) {
    return new Signature(List.of(name), group, false, List.of(parameters), "", List.of());
  }

  /// Other names of the same function.
  Signature alias(String... others) {
    var all = new ArrayList<>(names);
    all.addAll(List.of(others));
    return new Signature(all, group, aggregator, parameters, description, examples);
  }

  /// May be named where an aggregation is expected.
  Signature asAggregator() {
    return new Signature(names, group, true, parameters, description, examples);
  }

  Signature describe(String text) {
    return new Signature(names, group, aggregator, parameters, text.strip(), examples);
  }

  Signature example(String... targets) {
    return new Signature(names, group, aggregator, parameters, description, List.of(targets));
  }
}
