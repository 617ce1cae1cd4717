// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.access;

import java.util.List;
import org.graphitestack.storage.index.SubtreePattern;

/// What a rule shows and hides. Of several rules all count: what one hides is hidden, of the rest
/// is seen what any shows, or everything if none of them shows anything.
///
/// @param allow parts of the tree that are seen
/// @param deny parts of the tree that are hidden
/// @param allowTags series that are seen by their tags
/// @param denyTags series that are hidden by their tags
/// @param allowEvents tags of events that are seen; `*` for all events
/// @param denyEvents tags of events that are hidden; `*` for all events
public record AccessRule(
    List<SubtreePattern> allow,
    List<SubtreePattern> deny,
    List<TagCondition> allowTags,
    List<TagCondition> denyTags,
    List<String> allowEvents,
    List<String> denyEvents) {

  /// One that hides everything: for a name that no rule has.
  public static final AccessRule NOTHING =
      of(List.of(), List.of("**"), List.of(), List.of(), List.of(), List.of("*"));

  public AccessRule {
    allow = List.copyOf(allow);
    deny = List.copyOf(deny);
    allowTags = List.copyOf(allowTags);
    denyTags = List.copyOf(denyTags);
    allowEvents = List.copyOf(allowEvents);
    denyEvents = List.copyOf(denyEvents);
  }

  /// Reads the texts of a rule.
  ///
  /// @throws IllegalArgumentException if one cannot be read
  public static AccessRule of(
      List<String> allow,
      List<String> deny,
      List<String> allowTags,
      List<String> denyTags,
      List<String> allowEvents,
      List<String> denyEvents) {
    return new AccessRule(
        allow.stream().map(SubtreePattern::parse).toList(),
        deny.stream().map(SubtreePattern::parse).toList(),
        allowTags.stream().map(TagCondition::parse).toList(),
        denyTags.stream().map(TagCondition::parse).toList(),
        allowEvents,
        denyEvents);
  }

  /// Whether it shows anything, and so hides what nobody shows.
  boolean shows() {
    return !(allow.isEmpty() && allowTags.isEmpty() && allowEvents.isEmpty());
  }
}
