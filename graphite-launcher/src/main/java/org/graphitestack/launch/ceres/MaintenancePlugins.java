// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.ceres;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.graphitestack.storage.ceres.MaintenanceOptions;

/// What the arguments of `ceres-maintenance` ask for, by the names of the Python tool's plugins and
/// their parameters.
///
/// @param names the plugins, in the order given
/// @param parameters `key=value`
record MaintenancePlugins(Set<String> names, Map<String, String> parameters) {

  private static final String ROLLUP = "rollup";
  private static final String ROLLUP_NG = "rollup_ng";
  private static final String MERGE = "merge";
  private static final String DEFRAG = "defrag";
  private static final String ORPHANS = "orphans";
  private static final String METADATA = "metadata";
  private static final String RATELIMIT = "ratelimit";
  private static final String RATE = "rate";
  private static final String MODE = "mode";
  private static final String MAX_GAP = "maxSliceGap";
  private static final String MAX_SLICES = "maxSlicesPerNode";

  private static final Set<String> PLUGINS =
      new TreeSet<>(List.of(ROLLUP, ROLLUP_NG, MERGE, DEFRAG, ORPHANS, METADATA, RATELIMIT));
  private static final Set<String> KEYS = new TreeSet<>(List.of(RATE, MODE, MAX_GAP, MAX_SLICES));

  /// @throws IllegalArgumentException with what is wrong
  static MaintenancePlugins parse(List<String> arguments) {
    var names = new TreeSet<String>();
    var parameters = new LinkedHashMap<String, String>();
    for (var argument : arguments) {
      var equals = argument.indexOf('=');
      var name = equals < 0 ? argument : argument.substring(0, equals);
      var known = equals < 0 ? PLUGINS : KEYS;
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            (equals < 0 ? "plugin: " : "parameter: ")
                + name
                + " (expected: one of "
                + String.join(", ", known)
                + ")");
      }
      if (equals < 0) {
        names.add(name);
      } else {
        parameters.put(name, argument.substring(equals + 1));
      }
    }
    if (names.isEmpty()) {
      names.addAll(List.of(ROLLUP, MERGE));
    }
    return new MaintenancePlugins(names, parameters);
  }

  /// @throws IllegalArgumentException if a parameter makes no sense
  MaintenanceOptions options() {
    var rollUp = names.contains(ROLLUP) || names.contains(ROLLUP_NG);
    var defaults = MaintenanceOptions.DEFAULTS;
    return new MaintenanceOptions(
        rollUp,
        names.contains(MERGE) || (names.contains(DEFRAG) && !analyzes()),
        rollUp,
        names.contains(ORPHANS),
        whole(MAX_GAP, defaults.mergeGap()),
        whole(MAX_SLICES, defaults.maxSlices()),
        0);
  }

  /// Whether slices are only counted.
  boolean analyzes() {
    var mode = parameters.getOrDefault(MODE, "operate");
    if (!mode.equals("analyze") && !mode.equals("operate")) {
      throw new IllegalArgumentException(
          "parameter: mode=" + mode + " (expected: analyze or operate)");
    }
    return mode.equals("analyze");
  }

  /// Whether metadata is brought up to the files of schemas.
  boolean metadata() {
    return names.contains(METADATA);
  }

  /// Nodes per second and worker; 0: as fast as it goes.
  double rate() {
    if (!names.contains(RATELIMIT)) {
      return 0;
    }
    var text = parameters.get(RATE);
    try {
      var rate = text == null ? 0 : Double.parseDouble(text);
      if (rate > 0) {
        return rate;
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "parameter: rate=" + text + " (expected: nodes per second, as ratelimit needs)");
  }

  private int whole(String key, int otherwise) {
    var text = parameters.get(key);
    if (text == null) {
      return otherwise;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException(
          "parameter: " + key + "=" + text + " (expected: a whole number)");
    }
  }
}
