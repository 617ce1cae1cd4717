// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.graphitestack.web.render.Value;
import org.graphitestack.web.series.TimeSeries;
import org.graphitestack.web.target.Expression;
import org.graphitestack.web.target.Expression.Call;
import org.graphitestack.web.target.Expression.Literal;
import org.graphitestack.web.target.Expression.Path;
import org.graphitestack.web.target.Expression.Template;
import org.graphitestack.web.target.TargetParser;
import org.graphitestack.web.target.TargetSyntaxException;

/// The nodes and tags of a series by number or name.
final class Nodes {

  private Nodes() {}

  /// What the given nodes and tags of a series are, joined by dots. A name that ends like a call
  /// stands for the first path inside it; what a series does not have is empty.
  static String key(TimeSeries series, List<Value> wanted) {
    var nodes = innerPath(series.name()).split(";", 2)[0].split("\\.", -1);
    return wanted.stream().map(node -> of(series, nodes, node)).collect(Collectors.joining("."));
  }

  private static String of(TimeSeries series, String[] nodes, Value wanted) {
    if (wanted instanceof Value.Whole(var number)) {
      var index = number < 0 ? number + nodes.length : number;
      if (index >= 0 && index < nodes.length) {
        return nodes[(int) index];
      }
    }
    return series.tags().getOrDefault(Invocation.text(wanted), "");
  }

  /// The first path inside a name that ends like a call; any other name as it is.
  static String innerPath(String name) {
    if (!name.endsWith(")")) {
      return name;
    }
    try {
      return firstPath(TargetParser.parse(name, true).expression()).orElse(name);
    } catch (TargetSyntaxException unreadable) {
      return name;
    }
  }

  private static Optional<String> firstPath(Expression expression) {
    return switch (expression) {
      case Path(var text, _) -> Optional.of(text);
      case Call call ->
          call.arguments().stream().map(Nodes::firstPath).flatMap(Optional::stream).findFirst();
      case Template template -> firstPath(template.body());
      case Literal _ -> Optional.empty();
    };
  }
}
