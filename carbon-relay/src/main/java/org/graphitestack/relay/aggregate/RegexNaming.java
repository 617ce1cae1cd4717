// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import java.util.ArrayList;
import java.util.List;
import org.graphitestack.relay.route.NamePattern;
import org.graphitestack.relay.route.NameTemplate;
import org.graphitestack.relay.route.NameTemplate.Hole;
import org.graphitestack.relay.route.Replacement;
import org.jspecify.annotations.Nullable;

/// Carbon-c-relay's way: the first expression that is found in a name decides, and each function
/// has a replacement for what was found. Text around it stays, as when it rewrites.
///
/// @param patterns one of which has to be found
/// @param names for each function, in carbon-c-relay's notation
public record RegexNaming(List<NamePattern> patterns, List<String> names) implements OutputNaming {

  public RegexNaming {
    patterns = List.copyOf(patterns);
    names = List.copyOf(names);
  }

  @Override
  public @Nullable String output(String name, int compute) {
    for (var pattern : patterns) {
      if (pattern.found(name)) {
        return Replacement.carbonRelay(names.get(compute), pattern).applyTo(name, pattern, false);
      }
    }
    return null;
  }

  /// A group may hold anything; so may what stands around a match, where a pattern lets it.
  @Override
  public NameTemplate template(int compute) {
    var name = names.get(compute);
    var parts = new ArrayList<NameTemplate.Part>();
    if (!patterns.stream().allMatch(NamePattern::atTheBeginning)) {
      parts.add(Hole.ANYTHING);
    }
    for (var part : Replacement.carbonRelay(name, patterns.getFirst()).parts()) {
      parts.add(
          switch (part) {
            case Replacement.Part.Plain(var plain) -> new NameTemplate.Part.Text(plain);
            case Replacement.Part.Group _ -> Hole.ANYTHING;
          });
    }
    if (!patterns.stream().allMatch(NamePattern::atTheEnd)) {
      parts.add(Hole.ANYTHING);
    }
    return new NameTemplate(name, parts);
  }

  @Override
  public String text() {
    return patterns + " to " + names;
  }
}
