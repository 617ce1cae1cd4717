// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.limit;

import java.util.HashSet;
import java.util.List;
import org.graphitestack.storage.index.SubtreePattern;

/// Limits in their order: a series belongs to the first whose pattern covers it. Immutable.
public final class LimitRules {

  /// No limits.
  public static final LimitRules NONE = new LimitRules(List.of());

  /// Numbers of limits are kept with series in two bytes.
  private static final int MOST = Short.MAX_VALUE;

  /// What makes an element of a pattern more than the node of that name.
  private static final String SPECIAL = "*?[]{}\\";

  private final List<LimitRule> rules;
  private final Beginning[] beginnings;

  /// @throws IllegalArgumentException if two have the same name, or there are too many
  public LimitRules(List<LimitRule> rules) {
    this.rules = List.copyOf(rules);
    if (rules.size() > MOST) {
      throw new IllegalArgumentException("limits: " + rules.size() + " (expected: <= 32767)");
    }
    var names = new HashSet<String>();
    for (var rule : rules) {
      if (!names.add(rule.name())) {
        throw new IllegalArgumentException("limit " + rule.name() + ": twice (expected: once)");
      }
    }
    this.beginnings =
        rules.stream().map(rule -> Beginning.of(rule.pattern())).toArray(Beginning[]::new);
  }

  public List<LimitRule> rules() {
    return rules;
  }

  /// The number of the limit that a series belongs to, from 1 up; 0 if to none.
  ///
  /// @param name of a series, with tags or without, or of a branch
  public int numberOf(String name) {
    var tags = name.indexOf(';');
    var nodes = tags < 0 ? name : name.substring(0, tags);
    for (var i = 0; i < beginnings.length; i++) {
      if (beginnings[i].covers(nodes, rules.get(i).pattern())) {
        return i + 1;
      }
    }
    return 0;
  }

  /// The nodes a pattern begins with that stand for themselves: most patterns are nothing else, and
  /// most names have others.
  private record Beginning(String nodes, boolean whole) {

    static Beginning of(SubtreePattern pattern) {
      var text = pattern.toString();
      var special = 0;
      while (special < text.length() && SPECIAL.indexOf(text.charAt(special)) < 0) {
        special++;
      }
      return special == text.length()
          ? new Beginning(text, true)
          : new Beginning(text.substring(0, text.lastIndexOf('.', special) + 1), false);
    }

    boolean covers(String name, SubtreePattern pattern) {
      if (!name.startsWith(nodes)) {
        return false;
      }
      return whole
          ? name.length() == nodes.length() || name.charAt(nodes.length()) == '.'
          : pattern.covers(name);
    }
  }
}
