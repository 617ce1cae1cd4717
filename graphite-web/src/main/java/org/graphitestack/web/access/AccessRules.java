// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.access;

import java.util.List;
import java.util.Map;

/// The rules there are, by name, and whom they bind.
///
/// @param rules by name
/// @param anonymous names of the rules for whoever has not logged in
/// @param users names of the rules of users, beside those their accounts name
public record AccessRules(
    Map<String, AccessRule> rules, List<String> anonymous, Map<String, List<String>> users) {

  /// Everyone sees everything.
  public static final AccessRules NONE = new AccessRules(Map.of(), List.of(), Map.of());

  public AccessRules {
    rules = Map.copyOf(rules);
    anonymous = List.copyOf(anonymous);
    users = Map.copyOf(users);
  }

  /// What someone sees whom some rules bind. A name that no rule has hides everything: a rule that
  /// was taken away must not show what it hid.
  public Visibility of(List<String> names) {
    return new Visibility(
        names.stream().map(name -> rules.getOrDefault(name, AccessRule.NOTHING)).toList());
  }
}
