// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.graphitestack.storage.index.SubtreePattern;
import org.graphitestack.storage.limit.Bound;
import org.graphitestack.storage.limit.LimitRule;
import org.graphitestack.storage.limit.LimitRules;
import org.graphitestack.storage.limit.Measure;

/// limits.conf: a section for each limit, as in storage-schemas.conf.
///
/// ```
/// [team-a]
/// PATTERN = teams.a
/// WARN_POINTS_PER_SECOND = 15000
/// MAX_POINTS_PER_SECOND = 20000
/// ```
public final class LimitsFile {

  /// Its name beside carbon.conf.
  public static final String NAME = "limits.conf";

  private static final String PATTERN = "PATTERN";

  private LimitsFile() {}

  /// Reads the file; one that is not there holds no limits.
  ///
  /// @param notes gets a sentence for each key that nobody knows
  /// @throws InvalidConfigException if it cannot be understood; the message names the line
  public static LimitRules read(Path file, List<String> notes)
      throws IOException, InvalidConfigException {
    if (!Files.exists(file)) {
      return LimitRules.NONE;
    }
    var ini = PythonIni.parse(file.toString(), Files.readString(file));
    var rules = new ArrayList<LimitRule>();
    for (var section : ini.sections()) {
      rules.add(rule(ini, section, notes));
    }
    try {
      return new LimitRules(rules);
    } catch (IllegalArgumentException tooMany) {
      throw new InvalidConfigException(
          file.toString(), rules.size() + " sections", "at most 32767");
    }
  }

  private static LimitRule rule(PythonIni ini, String section, List<String> notes)
      throws InvalidConfigException {
    var settings = CarbonSettings.of(ini, section, known(section));
    notes.addAll(settings.notes());
    var pattern = settings.find(PATTERN);
    if (pattern.isEmpty()) {
      throw new InvalidConfigException(
          ini.source(), "section [" + section + "] without " + PATTERN, "PATTERN = teams.a");
    }
    var bounds = new EnumMap<Measure, Bound>(Measure.class);
    for (var measure : Measure.values()) {
      var bound =
          new Bound(
              number(settings, "WARN_" + key(measure), measure, false),
              number(settings, "MAX_" + key(measure), measure, true));
      if (bound.isSet()) {
        bounds.put(measure, bound);
      }
    }
    try {
      return new LimitRule(section, SubtreePattern.parse(pattern.get().value()), bounds);
    } catch (IllegalArgumentException wrong) {
      throw new InvalidConfigException(
          pattern.get().place(),
          "pattern " + wrong.getMessage(),
          "nodes, of which some may be globs, such as teams.*.web");
    }
  }

  private static double number(
      CarbonSettings settings, String key, Measure measure, boolean mayBeZero)
      throws InvalidConfigException {
    var setting = settings.find(key);
    if (setting.isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    if (measure == Measure.STORED_BYTES && !setting.get().value().equals("0")) {
      var bytes = settings.bytesOrInfinite(key).orElse(Long.MAX_VALUE);
      return bytes == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : bytes;
    }
    var number = settings.number(key).orElse(Double.POSITIVE_INFINITY);
    if (number > 0 || (number == 0 && mayBeZero)) {
      return number;
    }
    throw setting
        .get()
        .invalid(mayBeZero ? "a number from 0 up, or inf" : "a number above 0, or inf");
  }

  /// What stands behind `WARN_` and `MAX_`.
  private static String key(Measure measure) {
    return switch (measure) {
      case POINTS -> "POINTS_PER_SECOND";
      case NEW_SERIES -> "NEW_SERIES_PER_MINUTE";
      case SERIES -> "SERIES";
      case STORED_BYTES -> "STORED_BYTES";
      case QUERIES -> "QUERIES_PER_MINUTE";
    };
  }

  private static KnownKeys known(String section) {
    var keys = new TreeSet<>(List.of(PATTERN));
    for (var measure : Measure.values()) {
      keys.add("WARN_" + key(measure));
      keys.add("MAX_" + key(measure));
    }
    return new KnownKeys(section, keys, Map.of());
  }
}
