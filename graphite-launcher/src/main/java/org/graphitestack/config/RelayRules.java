// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graphitestack.relay.route.Cluster;
import org.graphitestack.relay.route.Destination;
import org.graphitestack.relay.route.NamePattern;
import org.graphitestack.relay.route.RouteRule;
import org.graphitestack.relay.route.RouteRule.Match;
import org.jspecify.annotations.Nullable;

/// relay-rules.conf: sections with `pattern` (in either case) or `default = true`, `destinations`
/// and perhaps `continue = true`, taken in order, the default last.
final class RelayRules {

  private final PythonIni ini;
  private final Map<String, Destination> known = new HashMap<>();
  private final List<String> notes;

  private RelayRules(PythonIni ini, List<Destination> destinations, List<String> notes) {
    this.ini = ini;
    this.notes = notes;
    destinations.forEach(destination -> known.put(destination.name(), destination));
  }

  /// Reads a file.
  ///
  /// @param destinations those of carbon.conf: as in carbon, no other gets points
  /// @param notes gets a line for each destination that is none of them
  static List<RouteRule> read(Path file, List<Destination> destinations, List<String> notes)
      throws IOException, InvalidConfigException {
    if (!Files.exists(file)) {
      throw new InvalidConfigException(
          file.toString(), "no such file", "relay rules, for RELAY_METHOD = rules");
    }
    var ini = PythonIni.parse(file.toString(), Files.readString(file));
    return new RelayRules(ini, destinations, notes).rules();
  }

  private List<RouteRule> rules() throws InvalidConfigException {
    var rules = new ArrayList<RouteRule>();
    @Nullable Match last = null;
    for (var section : ini.sections()) {
      var pattern = ini.find(section, "pattern");
      var isDefault = ini.find(section, "default");
      if (pattern.isPresent() && isDefault.isPresent()) {
        throw new InvalidConfigException(
            isDefault.get().place(),
            "section [" + section + "] has pattern and default",
            "one of them");
      }
      if (pattern.isPresent()) {
        var goesOn = flag(section, "continue");
        rules.add(
            Match.of(title(section), List.of(compiled(pattern.get())), clusters(section), !goesOn));
      } else if (isDefault.isPresent()) {
        if (!flag(section, "default")) {
          continue;
        }
        if (last != null) {
          throw isDefault.get().invalid("only one section with default = true");
        }
        last = Match.of(title(section), List.of(), clusters(section), true);
      } else {
        throw new InvalidConfigException(
            ini.source(), "section [" + section + "] has neither", "pattern or default = true");
      }
    }
    if (last == null) {
      throw new InvalidConfigException(
          ini.source(), "no default rule", "one section with default = true");
    }
    rules.add(last);
    return rules;
  }

  private static String title(String section) {
    return "rule [" + section + "]";
  }

  private static NamePattern compiled(Setting pattern) throws InvalidConfigException {
    try {
      return NamePattern.ignoringCase(pattern.value());
    } catch (IllegalArgumentException invalid) {
      throw new InvalidConfigException(
          pattern.place(), String.valueOf(invalid.getMessage()), "a regular expression");
    }
  }

  private boolean flag(String section, String key) throws InvalidConfigException {
    var setting = ini.find(section, key);
    return setting.isPresent() && CarbonSettings.flag(setting.get());
  }

  private List<Cluster> clusters(String section) throws InvalidConfigException {
    var setting = ini.find(section, "destinations");
    if (setting.isEmpty()) {
      throw new InvalidConfigException(
          ini.source(),
          "section [" + section + "] has no destinations",
          "destinations = host:port");
    }
    var members = new ArrayList<Destination>();
    for (var text : Arrays.asList(setting.get().value().split(",", -1))) {
      var name = RelayConf.destination(setting.get(), text).name();
      var destination = known.get(name);
      if (destination == null) {
        notes.add(
            setting.get().place()
                + ": "
                + name
                + " gets nothing: it is not among the DESTINATIONS of carbon.conf");
      } else {
        members.add(destination);
      }
    }
    return List.of(new Cluster.Forward("[" + section + "]", members));
  }
}
