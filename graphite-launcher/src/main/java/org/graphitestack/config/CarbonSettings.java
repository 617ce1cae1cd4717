// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.graphitestack.log.Force;
import org.graphitestack.protocol.compress.Compression;

/// The settings of one program in carbon.conf, by key, with the overrides on top; and readers for
/// carbon's types.
///
/// @param byKey keys in lower case
/// @param notes what the log should say about keys
record CarbonSettings(Map<String, Setting> byKey, List<String> notes) {

  private static final List<String> TRUE = List.of("1", "yes", "true", "on");
  private static final List<String> FALSE = List.of("0", "no", "false", "off");
  private static final int MAX_PORT = 65_535;

  /// Collects `[section]`, `[section:instance]` and the overrides, the later over the earlier.
  ///
  /// A key that nobody knows is noted, since carbon.conf may be written for others too; in an
  /// override, which is for us alone, it is wrong.
  static CarbonSettings of(PythonIni ini, String section, String instance, List<String> overrides)
      throws InvalidConfigException {
    var byKey = new LinkedHashMap<String, Setting>();
    for (var name : List.of(section, section + ":" + instance)) {
      if (ini.sections().contains(name)) {
        for (var setting : ini.settings(name)) {
          byKey.put(setting.key(), setting);
        }
      }
    }
    var known = KnownKeys.of(section);
    for (var override : overrides) {
      var setting = override(override, ini);
      if (setting.section().equals(section) || setting.section().equals(section + ":" + instance)) {
        known.requireKnown(setting);
        byKey.put(setting.key(), setting);
      }
    }
    return new CarbonSettings(byKey, known.notesOn(byKey.values()));
  }

  /// Collects a section of another file in the same style.
  static CarbonSettings of(PythonIni ini, String section, KnownKeys known)
      throws InvalidConfigException {
    var byKey = new LinkedHashMap<String, Setting>();
    for (var setting : ini.settings(section)) {
      byKey.put(setting.key(), setting);
    }
    return new CarbonSettings(byKey, known.notesOn(byKey.values()));
  }

  Optional<Setting> find(String key) {
    return Optional.ofNullable(byKey.get(key.toLowerCase(Locale.ROOT)));
  }

  Optional<String> text(String key) {
    return find(key).map(Setting::value);
  }

  Optional<Boolean> flag(String key) throws InvalidConfigException {
    var setting = find(key);
    return setting.isPresent() ? Optional.of(flag(setting.get())) : Optional.empty();
  }

  /// Whether a setting says yes.
  static boolean flag(Setting setting) throws InvalidConfigException {
    var value = setting.value().toLowerCase(Locale.ROOT);
    if (TRUE.contains(value)) {
      return true;
    }
    if (FALSE.contains(value)) {
      return false;
    }
    throw setting.invalid("true or false");
  }

  /// A number, `inf` included; `None` and nothing at all count as not set.
  OptionalDouble number(String key) throws InvalidConfigException {
    var setting = find(key);
    if (setting.isEmpty() || isNone(setting.get())) {
      return OptionalDouble.empty();
    }
    var value = setting.get().value().toLowerCase(Locale.ROOT);
    if (value.equals("inf") || value.equals("infinity")) {
      return OptionalDouble.of(Double.POSITIVE_INFINITY);
    }
    try {
      var number = Double.parseDouble(value.replace("_", ""));
      if (!Double.isNaN(number)) {
        return OptionalDouble.of(number);
      }
    } catch (NumberFormatException _) {
      // said below, like NaN
    }
    throw setting.get().invalid("a number, or inf");
  }

  /// A number of things per time, more than 0.
  OptionalDouble rate(String key) throws InvalidConfigException {
    var number = number(key);
    if (number.isPresent() && !(number.getAsDouble() > 0)) {
      throw find(key).orElseThrow().invalid("a number above 0, or inf");
    }
    return number;
  }

  OptionalInt wholeNumber(String key, int least) throws InvalidConfigException {
    var number = number(key);
    if (number.isEmpty()) {
      return OptionalInt.empty();
    }
    var value = number.getAsDouble();
    if (value != Math.rint(value) || value < least || value > Integer.MAX_VALUE) {
      throw find(key)
          .orElseThrow()
          .invalid("a whole number from " + least + " to " + Integer.MAX_VALUE);
    }
    return OptionalInt.of((int) value);
  }

  OptionalInt port(String key) throws InvalidConfigException {
    var port = wholeNumber(key, 0);
    if (port.isPresent() && port.getAsInt() > MAX_PORT) {
      throw find(key).orElseThrow().invalid("a port from 0 to " + MAX_PORT);
    }
    return port;
  }

  Optional<Duration> seconds(String key) throws InvalidConfigException {
    var number = number(key);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    var seconds = number.getAsDouble();
    if (!(seconds >= 0 && seconds <= Integer.MAX_VALUE)) {
      throw find(key).orElseThrow().invalid("seconds from 0 to " + Integer.MAX_VALUE);
    }
    return Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
  }

  /// A size in bytes, at least one.
  OptionalLong bytes(String key) throws InvalidConfigException {
    var setting = find(key);
    if (setting.isEmpty()) {
      return OptionalLong.empty();
    }
    var bytes = ByteSize.parse(setting.get().value());
    if (bytes.isEmpty() || bytes.getAsLong() < 1) {
      throw setting.get().invalid("bytes, such as 500000000, 512M or 2G");
    }
    return bytes;
  }

  /// A size of which `inf` is none: `Long.MAX_VALUE`.
  OptionalLong bytesOrInfinite(String key) throws InvalidConfigException {
    var setting = find(key);
    return setting.isPresent() && setting.get().value().equals("inf")
        ? OptionalLong.of(Long.MAX_VALUE)
        : bytes(key);
  }

  /// A size that may be 0.
  OptionalLong bytesOrZero(String key) throws InvalidConfigException {
    var setting = find(key);
    return setting.isPresent() && setting.get().value().equals("0")
        ? OptionalLong.of(0)
        : bytes(key);
  }

  /// When a log on disk is forced there.
  Optional<Force> force(String key) throws InvalidConfigException {
    return choice(
        key,
        Map.of(
            "never", Force.never(),
            "interval", Force.interval(Duration.ofSeconds(1)),
            "every-batch", Force.everyBatch()));
  }

  /// One of some words.
  <T> Optional<T> choice(String key, Map<String, T> choices) throws InvalidConfigException {
    var setting = find(key);
    if (setting.isEmpty()) {
      return Optional.empty();
    }
    var chosen = choices.get(setting.get().value());
    if (chosen == null) {
      var names = String.join(", ", new TreeMap<>(choices).keySet());
      throw setting.get().invalid("one of " + names);
    }
    return Optional.of(chosen);
  }

  /// A way to compress a stream; none if the key is not set.
  Compression compression(String key) throws InvalidConfigException {
    var setting = find(key);
    if (setting.isEmpty()) {
      return Compression.NONE;
    }
    var names = new ArrayList<String>();
    for (var compression : Compression.values()) {
      var name = compression.name().toLowerCase(Locale.ROOT);
      if (name.equals(setting.get().value())) {
        return compression;
      }
      names.add(name);
    }
    throw setting.get().invalid("one of " + String.join(", ", names));
  }

  private static boolean isNone(Setting setting) {
    return setting.value().isEmpty() || setting.value().equalsIgnoreCase("none");
  }

  private static Setting override(String text, PythonIni ini) throws InvalidConfigException {
    var equals = text.indexOf('=');
    var dot = text.indexOf('.');
    if (dot < 1 || equals < dot + 2) {
      throw new InvalidConfigException("--set", text, "SECTION.KEY=VALUE");
    }
    var section = text.substring(0, dot).strip();
    var program = section.contains(":") ? section.substring(0, section.indexOf(':')) : section;
    var known = new ArrayList<>(CarbonKeys.SECTIONS);
    known.add(WebKeys.KEYS.section());
    if (!known.contains(program) && !ini.sections().contains(section)) {
      throw new InvalidConfigException(
          "--set " + text, "section " + section, "one of " + String.join(", ", known));
    }
    return new Setting(
        "--set " + text,
        section,
        text.substring(dot + 1, equals).strip().toLowerCase(Locale.ROOT),
        text.substring(equals + 1).strip());
  }
}
