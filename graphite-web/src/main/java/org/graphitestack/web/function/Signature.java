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
/// @param additions the names that graphite-web does not have
record Signature(
    List<String> names,
    FunctionGroup group,
    boolean aggregator,
    List<Parameter> parameters,
    String description,
    List<String> examples,
    List<String> additions) {

  Signature {
    names = List.copyOf(names);
    parameters = List.copyOf(parameters);
    examples = List.copyOf(examples);
    additions = List.copyOf(additions);
  }

  static Signature of(FunctionGroup group, String name, Parameter... parameters) {
    return new Signature(
        List.of(name), group, false, List.of(parameters), "", List.of(), List.of());
  }

  /// Other names of the same function.
  Signature alias(String... others) {
    var all = new ArrayList<>(names);
    all.addAll(List.of(others));
    return new Signature(all, group, aggregator, parameters, description, examples, additions);
  }

  /// May be named where an aggregation is expected.
  Signature asAggregator() {
    return new Signature(names, group, true, parameters, description, examples, additions);
  }

  Signature describe(String text) {
    return new Signature(names, group, aggregator, parameters, text.strip(), examples, additions);
  }

  Signature example(String... targets) {
    return new Signature(
        names, group, aggregator, parameters, description, List.of(targets), additions);
  }

  /// A function that graphite-web does not have, under none of its names.
  Signature addition() {
    return new Signature(names, group, aggregator, parameters, description, examples, names);
  }

  /// Another name that graphite-web does not have, of a function that it has.
  Signature addedAlias(String other) {
    var added = new ArrayList<>(additions);
    added.add(other);
    var aliased = alias(other);
    return new Signature(
        aliased.names, group, aggregator, parameters, description, examples, added);
  }
}
