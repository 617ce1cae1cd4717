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
import org.graphitestack.web.access.AccessRule;
import org.graphitestack.web.access.AccessRules;
import tools.jackson.databind.JsonNode;

/// The table `[access]` of graphite-web.toml: rules by name, and whom they bind.
///
/// ```
/// [access]
/// anonymous = ["public"]
/// users = { alice = ["team-a"] }
///
/// [access.rules.team-a]
/// allow = ["team-a", "shared.*.load"]
/// deny_tags = ["secret=yes"]
/// ```
final class AccessToml {

  static final String TABLE = "access";

  private static final KnownKeys KEYS =
      new KnownKeys(TABLE, Set.of("ANONYMOUS", "USERS", "RULES"), Map.of());

  private static final KnownKeys RULE_KEYS =
      new KnownKeys(
          TABLE,
          Set.of("ALLOW", "DENY", "ALLOW_TAGS", "DENY_TAGS", "ALLOW_EVENTS", "DENY_EVENTS"),
          Map.of());

  private final String source;
  private final String text;

  private AccessToml(String source, String text) {
    this.source = source;
    this.text = text;
  }

  /// Reads a file; one that is not there has no rules.
  ///
  /// @throws InvalidConfigException naming file, line, what was found and what was expected
  static AccessRules read(Path file) throws IOException, InvalidConfigException {
    return Files.exists(file) ? parse(file.toString(), Files.readString(file)) : AccessRules.NONE;
  }

  /// The table as settings: `access.anonymous`, `access.users.NAME`, `access.rules.NAME`.
  ///
  /// @throws InvalidConfigException if the file cannot be read
  static List<Setting> entries(Path file) throws IOException, InvalidConfigException {
    var entries = new ArrayList<Setting>();
    if (!Files.exists(file)) {
      return entries;
    }
    var text = Files.readString(file);
    var access = WebToml.tree(file.toString(), text).get(TABLE);
    if (access == null) {
      return entries;
    }
    var toml = new AccessToml(file.toString(), text);
    for (var property : access.properties()) {
      var key = TABLE + "." + property.getKey();
      if (property.getValue().isObject()) {
        for (var inner : property.getValue().properties()) {
          entries.add(
              new Setting(
                  toml.place(inner.getKey()),
                  TABLE,
                  key + "." + inner.getKey(),
                  inner.getValue().toString()));
        }
      } else {
        entries.add(
            new Setting(toml.place(property.getKey()), TABLE, key, property.getValue().toString()));
      }
    }
    return entries;
  }

  /// Reads a text.
  ///
  /// @param source names it in messages
  static AccessRules parse(String source, String text) throws InvalidConfigException {
    var access = WebToml.tree(source, text).get(TABLE);
    return access == null ? AccessRules.NONE : new AccessToml(source, text).rules(access);
  }

  private AccessRules rules(JsonNode access) throws InvalidConfigException {
    checkTable(TABLE, access);
    var rules = new LinkedHashMap<String, AccessRule>();
    var users = new LinkedHashMap<String, List<String>>();
    var anonymous = List.<String>of();
    for (var property : access.properties()) {
      switch (property.getKey()) {
        case "anonymous" -> anonymous = texts("anonymous", property.getValue());
        case "users" -> {
          checkTable("users", property.getValue());
          for (var user : property.getValue().properties()) {
            users.put(user.getKey(), texts(user.getKey(), user.getValue()));
          }
        }
        case "rules" -> {
          checkTable("rules", property.getValue());
          for (var rule : property.getValue().properties()) {
            rules.put(rule.getKey(), rule(rule.getKey(), rule.getValue()));
          }
        }
        default -> throw unknown(property.getKey(), KEYS);
      }
    }
    for (var name : named(anonymous, users)) {
      if (!rules.containsKey(name)) {
        throw new InvalidConfigException(
            place(name), "rule " + name, "one of " + (rules.isEmpty() ? "none" : rules.keySet()));
      }
    }
    return new AccessRules(rules, anonymous, users);
  }

  private static List<String> named(List<String> anonymous, Map<String, List<String>> users) {
    var named = new ArrayList<>(anonymous);
    users.values().forEach(named::addAll);
    return named;
  }

  private AccessRule rule(String name, JsonNode rule) throws InvalidConfigException {
    checkTable(name, rule);
    var texts = new LinkedHashMap<String, List<String>>();
    for (var property : rule.properties()) {
      var key = property.getKey();
      if (!RULE_KEYS.used().contains(key.toUpperCase(Locale.ROOT))) {
        throw unknown(key, RULE_KEYS);
      }
      texts.put(key.toLowerCase(Locale.ROOT), texts(key, property.getValue()));
    }
    if (texts.values().stream().allMatch(List::isEmpty)) {
      throw new InvalidConfigException(
          place(name), "rule " + name + " without allow and deny", "at least one of them");
    }
    try {
      return AccessRule.of(
          texts.getOrDefault("allow", List.of()),
          texts.getOrDefault("deny", List.of()),
          texts.getOrDefault("allow_tags", List.of()),
          texts.getOrDefault("deny_tags", List.of()),
          texts.getOrDefault("allow_events", List.of()),
          texts.getOrDefault("deny_events", List.of()));
    } catch (IllegalArgumentException wrong) {
      throw new InvalidConfigException(place(name), "rule " + name + ": " + wrong.getMessage());
    }
  }

  private List<String> texts(String key, JsonNode value) throws InvalidConfigException {
    if (!value.isArray() || !value.values().stream().allMatch(JsonNode::isString)) {
      throw new InvalidConfigException(
          place(key), key + " = " + value, WebKeys.Kind.TEXTS.expected());
    }
    return value.values().stream().map(JsonNode::asString).toList();
  }

  private void checkTable(String key, JsonNode value) throws InvalidConfigException {
    if (!value.isObject()) {
      throw new InvalidConfigException(place(key), key + " = " + value, "a table");
    }
  }

  private InvalidConfigException unknown(String key, KnownKeys keys) {
    return new InvalidConfigException(
        place(key),
        key + " is no key",
        keys.nearest(key.toUpperCase(Locale.ROOT))
            .map(near -> near.toLowerCase(Locale.ROOT) + "?")
            .orElse("one of docs/access.md"));
  }

  private String place(String key) {
    return source + WebToml.lineOf(key, text);
  }
}
