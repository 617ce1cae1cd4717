// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/// graphite-web.toml as settings with the lines they stand in. Every value becomes the text that
/// `--set web.KEY=` would have: texts in brackets are joined by commas, pairs are `0:60,7200:120`.
/// The table `[access]` is left to [AccessToml].
final class WebToml {

  /// `url` of the table `[shadow]` is the key `shadow_url`.
  private static final Set<String> TABLES = Set.of("login", "shadow", CassandraSettings.SECTION);

  private static final TomlMapper MAPPER = new TomlMapper();

  private WebToml() {}

  /// Reads a file; one that is not there has no settings.
  ///
  /// @throws InvalidConfigException naming file, line, what was found and what was expected
  static Map<String, Setting> read(Path file) throws IOException, InvalidConfigException {
    return Files.exists(file) ? parse(file.toString(), Files.readString(file)) : Map.of();
  }

  /// Reads a text.
  ///
  /// @param source names it in messages
  static Map<String, Setting> parse(String source, String text) throws InvalidConfigException {
    var settings = new LinkedHashMap<String, Setting>();
    for (var property : tree(source, text).properties()) {
      var key = property.getKey().toLowerCase(Locale.ROOT);
      if (TABLES.contains(key) && property.getValue().isObject()) {
        for (var inner : property.getValue().properties()) {
          var name = key + "_" + inner.getKey().toLowerCase(Locale.ROOT);
          var place = source + lineOf(inner.getKey(), text);
          add(settings, new Setting(place, "web", name, text(place, name, inner.getValue())));
        }
      } else if (!key.equals(AccessToml.TABLE)) {
        var place = source + lineOf(property.getKey(), text);
        add(settings, new Setting(place, "web", key, text(place, key, property.getValue())));
      }
    }
    return settings;
  }

  private static void add(Map<String, Setting> settings, Setting setting)
      throws InvalidConfigException {
    if (settings.put(setting.key(), setting) != null) {
      throw new InvalidConfigException(setting.place(), setting.key() + " again", "each key once");
    }
  }

  static JsonNode tree(String source, String text) throws InvalidConfigException {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException wrong) {
      var at = wrong.getLocation();
      throw new InvalidConfigException(
          at == null ? source : source + ":" + at.getLineNr(),
          wrong.getOriginalMessage().lines().findFirst().orElse("cannot be read"),
          "TOML: key = value");
    }
  }

  /// The reader does not keep the places of values; but a key stands at the beginning of its line.
  static String lineOf(String key, String text) {
    var line = Pattern.compile("\\s*[\"']?" + Pattern.quote(key) + "[\"']?\\s*[=.].*");
    var table = Pattern.compile("\\s*\\[+(.*\\.)?\\s*[\"']?" + Pattern.quote(key) + "\\b.*");
    var number = 0;
    for (var one : text.lines().toList()) {
      number++;
      if (line.matcher(one).matches() || table.matcher(one).matches()) {
        return ":" + number;
      }
    }
    return "";
  }

  private static String text(String place, String key, JsonNode value)
      throws InvalidConfigException {
    if (value.isObject()) {
      throw new InvalidConfigException(
          place, "a table " + key, "keys, and the tables access, cassandra, login and shadow");
    }
    var kind = WebKeys.KINDS.get(key);
    if (kind == null) {
      // what the key is, if anything, is said by who knows the keys
      return value.isValueNode() ? value.asString() : value.toString();
    }
    var right =
        switch (kind) {
          case TEXT -> value.isString();
          case NUMBER -> value.isNumber();
          case BYTES -> value.isNumber() || value.isString();
          case FLAG -> value.isBoolean();
          case TEXTS -> value.isArray() && value.values().stream().allMatch(JsonNode::isString);
          case PAIRS -> value.isArray() && value.values().stream().allMatch(WebToml::isPair);
        };
    if (!right) {
      throw new InvalidConfigException(place, key + " = " + value, kind.expected());
    }
    return value.isArray() ? joined(value) : value.asString();
  }

  private static boolean isPair(JsonNode value) {
    return value.isArray()
        && value.size() == 2
        && value.values().stream().allMatch(JsonNode::isNumber);
  }

  private static String joined(JsonNode list) {
    List<String> texts = new ArrayList<>();
    for (var one : list.values()) {
      texts.add(
          one.isArray() ? one.get(0).asString() + ":" + one.get(1).asString() : one.asString());
    }
    return String.join(",", texts);
  }
}
