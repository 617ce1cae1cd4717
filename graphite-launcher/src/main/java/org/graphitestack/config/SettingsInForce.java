// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Every key of one program, with the value in force and who said it. Keys without effect and keys
/// that nobody knows are not among them; `graphite check` tells of those.
///
/// @param program `cache`, `relay`, `aggregator` or `web`
/// @param keys in alphabetical order
public record SettingsInForce(String program, List<KeyInForce> keys) {

  /// Programs that have settings.
  public static final List<String> PROGRAMS = List.of("cache", "relay", "aggregator", WebKeys.WEB);

  public SettingsInForce {
    keys = List.copyOf(keys);
  }

  /// Those of a program in carbon.conf.
  ///
  /// @param program `cache`, `relay` or `aggregator`
  /// @param carbonConf need not be there
  /// @param instance carbon's `--instance`, usually `a`
  /// @param overrides `SECTION.KEY=VALUE`, later ones win
  /// @throws InvalidConfigException if the file cannot be understood
  public static SettingsInForce ofCarbon(
      String program, Path carbonConf, String instance, List<String> overrides)
      throws IOException, InvalidConfigException {
    var text = Files.exists(carbonConf) ? Files.readString(carbonConf) : "";
    var ini = PythonIni.parse(carbonConf.toString(), text);
    var settings = CarbonSettings.of(ini, program, instance, overrides);
    var defaults = KeyDefaults.ofCarbon(program);
    var keys = new ArrayList<KeyInForce>();
    for (var key : new TreeSet<>(KnownKeys.of(program).used())) {
      keys.add(key(program, key, settings.find(key), defaults));
    }
    return new SettingsInForce(program, keys);
  }

  /// Those of the web, with rules of access.
  ///
  /// @param conf the folder of graphite-web.toml and carbon.conf, which need not be there
  /// @param overrides `SECTION.KEY=VALUE`, later ones win
  /// @throws InvalidConfigException if a file cannot be understood
  public static SettingsInForce ofWeb(Path conf, List<String> overrides)
      throws IOException, InvalidConfigException {
    var settings = WebSettings.settings(conf, overrides);
    var defaults = KeyDefaults.ofWeb();
    var keys = new ArrayList<KeyInForce>();
    for (var key : new TreeSet<>(WebKeys.KINDS.keySet())) {
      keys.add(key(WebKeys.WEB, key, settings.find(key), defaults));
    }
    for (var rule : AccessToml.entries(conf.resolve(WebSettings.NAME))) {
      keys.add(KeyInForce.of(WebKeys.WEB, rule.key(), rule.value(), rule.place()));
    }
    return new SettingsInForce(WebKeys.WEB, keys);
  }

  private static KeyInForce key(
      String program, String key, Optional<Setting> said, Map<String, String> defaults) {
    return said.map(setting -> KeyInForce.of(program, key, setting.value(), origin(setting)))
        .orElseGet(
            () -> KeyInForce.of(program, key, defaults.getOrDefault(key, ""), KeyInForce.DEFAULT));
  }

  /// Where it was said; of a flag without the value, which may be secret.
  private static String origin(Setting setting) {
    var flag = setting.place().startsWith("--set ");
    return flag
        ? setting.place().substring(0, setting.place().indexOf('='))
        : setting.place() + (setting.section().contains(":") ? " [" + setting.section() + "]" : "");
  }

  /// The same with what a flag of the command line says of a key.
  public SettingsInForce with(String key, String value, String flag) {
    return new SettingsInForce(
        program,
        keys.stream()
            .map(
                known -> known.key().equals(key) ? KeyInForce.of(program, key, value, flag) : known)
            .toList());
  }

  /// A key with another value.
  ///
  /// @param sentence key, old value, new value, who said it
  /// @param waits whether it is in force after a restart only
  public record Change(String sentence, boolean waits) {}

  /// What is in force after files were read again, and what that changes.
  ///
  /// @param now every key: those that wait for a restart as they were
  /// @param changes a sentence for each key with another value
  public record ReadAgain(SettingsInForce now, List<Change> changes) {

    public ReadAgain {
      changes = List.copyOf(changes);
    }
  }

  /// Compares with what files say now.
  public ReadAgain readAgain(SettingsInForce read) {
    var before = new LinkedHashMap<String, KeyInForce>();
    keys.forEach(key -> before.put(key.key(), key));
    var now = new ArrayList<KeyInForce>();
    var changes = new ArrayList<Change>();
    var atOnce = atOnce();
    for (var key : read.keys()) {
      var old = before.remove(key.key());
      if (old == null) {
        changes.add(new Change(key.name() + ": added, " + key.shown() + said(key), false));
        now.add(key);
      } else {
        var waits = !atOnce.contains(key.key()) && !isRule(key);
        if (!old.waiting().orElse(old.value()).equals(key.value())) {
          changes.add(new Change(change(old, key, waits), waits));
        }
        now.add(!waits || old.value().equals(key.value()) ? key : old.waitingFor(key.value()));
      }
    }
    before.values().forEach(gone -> changes.add(new Change(gone.name() + ": removed", false)));
    return new ReadAgain(new SettingsInForce(program, now), changes);
  }

  private static String change(KeyInForce old, KeyInForce key, boolean waits) {
    return key.name()
        + ": "
        + old.shown()
        + " -> "
        + key.shown()
        + (waits ? ", after a restart" : "")
        + said(key);
  }

  private static String said(KeyInForce key) {
    return " (" + key.origin() + ")";
  }

  private static boolean isRule(KeyInForce key) {
    return key.key().startsWith(AccessToml.TABLE + ".");
  }

  /// Keys that are put in force when their file changes.
  private Set<String> atOnce() {
    return switch (program) {
      case "relay", "aggregator" -> RelayKeys.AT_ONCE;
      case WebKeys.WEB -> WebKeys.atOnce();
      default -> CarbonKeys.AT_ONCE;
    };
  }
}
