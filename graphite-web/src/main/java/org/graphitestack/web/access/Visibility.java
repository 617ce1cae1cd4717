// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.access;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.StorageNodes;
import org.graphitestack.storage.index.SubtreePattern;

/// Which series and events someone sees. Two that follow the same rules are equal, so that it can
/// stand in the key of a cache. Immutable.
///
/// @param rules none for everything; see [AccessRule] for several
public record Visibility(List<AccessRule> rules) {

  /// Everything.
  public static final Visibility ALL = new Visibility(List.of());

  /// Where storage keeps series with tags; a place that does not tell the tags.
  private static final String TAGGED = "_tagged";

  public Visibility {
    rules = List.copyOf(rules);
  }

  /// Whether nothing is hidden.
  public boolean all() {
    return rules.isEmpty();
  }

  /// Whether a series is seen.
  ///
  /// @param series its path, its name with tags, or its place in storage; whatever names no series
  ///   is not seen
  public boolean sees(String series) {
    if (all()) {
      return true;
    }
    MetricPath path;
    try {
      path = StorageNodes.named(MetricPath.parse(series));
    } catch (InvalidMetricPathException _) {
      return false;
    }
    return !isTagged(path.text()) && sees(tags(path.text()));
  }

  private boolean sees(Map<String, String> tags) {
    var name = tags.getOrDefault("name", "");
    var shown = !shows();
    for (var rule : rules) {
      if (rule.deny().stream().anyMatch(pattern -> pattern.covers(name))
          || rule.denyTags().stream().anyMatch(condition -> condition.holds(tags))) {
        return false;
      }
      shown =
          shown
              || rule.allow().stream().anyMatch(pattern -> pattern.covers(name))
              || rule.allowTags().stream().anyMatch(condition -> condition.holds(tags));
    }
    return shown;
  }

  /// Whether an event is seen.
  public boolean seesEvent(List<String> tags) {
    var shown = !shows();
    for (var rule : rules) {
      if (names(rule.denyEvents(), tags)) {
        return false;
      }
      shown = shown || names(rule.allowEvents(), tags);
    }
    return shown;
  }

  private static boolean names(List<String> wanted, List<String> tags) {
    return wanted.contains("*") || wanted.stream().anyMatch(tags::contains);
  }

  /// Whether any rule shows something, so that only that is seen.
  boolean shows() {
    return rules.stream().anyMatch(AccessRule::shows);
  }

  /// Whether nothing below a branch can be seen, whatever is there.
  boolean hidesAllBelow(String branch) {
    return isTagged(branch)
        || rules.stream()
            .flatMap(rule -> rule.deny().stream())
            .anyMatch(pattern -> pattern.covers(branch));
  }

  /// Whether a node may be seen of which only the name is known: for a branch of another server
  /// nothing is looked up, so that one may be shown below which nothing is seen.
  public boolean mightSee(String path, boolean leaf) {
    if (all() || leaf) {
      return sees(path);
    }
    return !hidesAllBelow(path)
        && (!shows()
            || rules.stream()
                .flatMap(rule -> rule.allow().stream())
                .anyMatch(pattern -> !pattern.below(path).isEmpty()));
  }

  /// Patterns that find every series below a branch that may be seen, and others perhaps.
  List<String> below(String branch) {
    var everything = !shows() || rules.stream().anyMatch(rule -> !rule.allowTags().isEmpty());
    return everything
        ? SubtreePattern.parse("**").below(branch)
        : rules.stream()
            .flatMap(rule -> rule.allow().stream())
            .flatMap(pattern -> pattern.below(branch).stream())
            .distinct()
            .toList();
  }

  private static boolean isTagged(String path) {
    return path.equals(TAGGED) || path.startsWith(TAGGED + ".");
  }

  /// The tags of a series by its canonical text.
  static Map<String, String> tags(String canonical) {
    var semicolon = canonical.indexOf(';');
    if (semicolon < 0) {
      return Map.of("name", canonical);
    }
    var tags = new HashMap<String, String>();
    for (var tag : canonical.substring(semicolon + 1).split(";", -1)) {
      var equals = tag.indexOf('=');
      tags.put(tag.substring(0, equals), tag.substring(equals + 1));
    }
    tags.put("name", canonical.substring(0, semicolon));
    return tags;
  }
}
