// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The keys of one program's section, so that nobody waits for the effect of a key without one.
///
/// @param section its name
/// @param used keys that are obeyed
/// @param noEffect keys of carbon's that mean nothing here, and why
record KnownKeys(String section, Set<String> used, Map<String, String> noEffect) {

  /// A key with more differences than this is no misspelling.
  private static final int MAX_DISTANCE = 5;

  static KnownKeys of(String section) {
    return switch (section) {
      case "relay" -> RelayKeys.RELAY;
      case "aggregator" -> RelayKeys.AGGREGATOR;
      case "web" -> WebKeys.KEYS;
      case CassandraSettings.SECTION -> CassandraSettings.KEYS;
      default -> new KnownKeys(section, CarbonKeys.USED, CarbonKeys.NO_EFFECT);
    };
  }

  /// What the log should say about the keys of a file.
  List<String> notesOn(Iterable<Setting> settings) {
    var notes = new ArrayList<String>();
    for (var setting : settings) {
      var key = setting.key().toUpperCase(Locale.ROOT);
      var reason = noEffect.get(key);
      if (reason != null) {
        notes.add(setting.place() + ": " + key + " has no effect here: " + reason);
      } else if (isUnknown(setting)) {
        notes.add(unknown(setting));
      }
    }
    return notes;
  }

  /// Whether nobody knows a key, neither we nor carbon.
  boolean isUnknown(Setting setting) {
    var key = setting.key().toUpperCase(Locale.ROOT);
    return !used.contains(key) && !noEffect.containsKey(key);
  }

  /// What the log says of a key that nobody knows.
  String unknown(Setting setting) {
    return setting.place()
        + ": "
        + found(setting)
        + nearest(setting).map(near -> " (expected: " + near + "?)").orElse("");
  }

  /// Refuses a key that nobody knows.
  void requireKnown(Setting setting) throws InvalidConfigException {
    if (isUnknown(setting)) {
      throw new InvalidConfigException(
          setting.place(),
          found(setting),
          nearest(setting).map(near -> near + "?").orElse("one that graphite config show tells"));
    }
  }

  private String found(Setting setting) {
    return setting.key().toUpperCase(Locale.ROOT) + " is no key of [" + section + "]";
  }

  private Optional<String> nearest(Setting setting) {
    return nearest(setting.key().toUpperCase(Locale.ROOT));
  }

  /// The known key most like this one, if any is like it.
  Optional<String> nearest(String key) {
    var known = new TreeSet<>(used);
    known.addAll(noEffect.keySet());
    var best = Optional.<String>empty();
    var least = MAX_DISTANCE + 1;
    for (var candidate : known) {
      var distance = distance(key, candidate);
      if (distance < least) {
        least = distance;
        best = Optional.of(candidate);
      }
    }
    return best;
  }

  /// Levenshtein's: letters to insert, remove or change.
  private static int distance(String a, String b) {
    var row = new int[b.length() + 1];
    for (var j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (var i = 1; i <= a.length(); i++) {
      var diagonal = row[0];
      row[0] = i;
      for (var j = 1; j <= b.length(); j++) {
        var above = row[j];
        var changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }

  /// Some keys with what is to be said of them, and more.
  static Map<String, String> with(Map<String, String> keys, Map<String, String> more) {
    var all = new TreeMap<>(keys);
    all.putAll(more);
    return Map.copyOf(all);
  }

  /// Some keys and more.
  static Set<String> with(Set<String> keys, String... more) {
    var all = new TreeSet<>(keys);
    all.addAll(Set.of(more));
    return Set.copyOf(all);
  }
}
