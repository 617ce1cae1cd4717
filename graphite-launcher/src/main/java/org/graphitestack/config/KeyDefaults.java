// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.graphitestack.cache.write.WriteSettings;
import org.graphitestack.web.cluster.ClusterConfig;
import org.graphitestack.web.http.FindConfig;
import org.graphitestack.web.http.RenderConfig;
import org.graphitestack.web.render.RenderEngine;

/// What a key means that nobody sets. The files that a new home gets show it for nearly all keys,
/// so it is read from there; a few depend on the machine. In parentheses stands what is no value
/// one could set.
final class KeyDefaults {

  private static final Pattern SHOWN = Pattern.compile("# ([A-Z_]+) = ?(.*)");
  private static final Pattern SHOWN_TOML = Pattern.compile("#([a-z0-9_]+ = .*)");
  private static final Pattern HEADER = Pattern.compile("\\[([a-z]+)\\]");
  private static final String NONE = "(none)";

  private KeyDefaults() {}

  /// Of `cache`, `relay` or `aggregator`; keys in capitals.
  static Map<String, String> ofCarbon(String program) {
    var shown = shownInCarbonConf();
    var defaults = new TreeMap<String, String>();
    if (program.equals("cache")) {
      defaults.putAll(shown.getOrDefault("cache", Map.of()));
      defaults.put("MAX_CACHE_BYTES", String.valueOf(Runtime.getRuntime().maxMemory() / 4));
      defaults.put("WRITERS", String.valueOf(WriteSettings.defaults().threads()));
      defaults.put(
          "MAX_UPDATES_PER_SECOND_ON_SHUTDOWN", "(MAX_UPDATES_PER_SECOND; creates: no limit)");
      defaults.put("JOURNAL_DIR", "(STORAGE_DIR/journal/INSTANCE)");
      defaults.put("QUARANTINE_DIR", "(STORAGE_DIR/quarantine/INSTANCE)");
      defaults.put("LOCAL_DATA_DIR", "(whisper or ceres below STORAGE_DIR)");
      defaults.put("STORAGE_MIN_FREE_BYTES", "(twice JOURNAL_MIN_FREE_BYTES)");
    } else {
      defaults.putAll(shown.getOrDefault("relay", Map.of()));
      defaults.put("DESTINATIONS", NONE);
      defaults.put("SPOOL_DIR", "(STORAGE_DIR/spool/" + program + "-INSTANCE)");
      defaults.put("SPOOL_WHEN_FULL", "(as USE_FLOW_CONTROL says)");
      defaults.put("CANONICAL_TAGS", "(TAG_RELAY_NORMALIZED)");
      defaults.put("REWRITE_RULES", NONE);
    }
    if (program.equals("aggregator")) {
      defaults.putAll(shown.getOrDefault("aggregator", Map.of()));
      defaults.put("REWRITE_RULES", "rewrite-rules.conf");
      defaults.put("LINE_RECEIVER_PORT", "2023");
      defaults.put("PICKLE_RECEIVER_PORT", "2024");
      defaults.put("UDP_RECEIVER_PORT", "2023");
    }
    defaults.put("CONF_DIR", "(the folder of carbon.conf)");
    defaults.put("STORAGE_DIR", "(storage in the home)");
    return defaults;
  }

  /// Of graphite-web.toml; keys in small letters.
  static Map<String, String> ofWeb() {
    var text =
        shipped("graphite-web.toml")
            .lines()
            .map(SHOWN_TOML::matcher)
            .filter(line -> line.matches())
            .map(line -> line.group(1))
            .collect(Collectors.joining("\n"));
    var defaults = new TreeMap<String, String>();
    try {
      WebToml.parse("graphite-web.toml", text)
          .forEach((key, setting) -> defaults.put(key, setting.value()));
    } catch (InvalidConfigException wrong) {
      throw new IllegalStateException("the shipped graphite-web.toml", wrong);
    }
    var engine = RenderEngine.Settings.DEFAULT;
    defaults.put("render_running", String.valueOf(RenderConfig.DEFAULT.maxRunning()));
    defaults.put("render_bytes", String.valueOf(engine.maxBytes()));
    defaults.put("render_readers", String.valueOf(engine.readers()));
    defaults.put("render_evaluators", String.valueOf(engine.evaluators()));
    defaults.put("find_running", String.valueOf(FindConfig.DEFAULT.maxRunning()));
    defaults.put("answer_cache_bytes", String.valueOf(RenderConfig.DEFAULT.cacheBytes()));
    defaults.put("fetch_cache_bytes", String.valueOf(engine.cacheBytes()));
    defaults.put("find_cache_bytes", String.valueOf(WebSettings.defaultFindCacheBytes()));
    defaults.put("remote_answer_bytes", String.valueOf(ClusterConfig.NONE.answerBytes()));
    defaults.put("state_url", "(storage/graphite.db in the home)");
    defaults.put("graphtemplates_conf", "(graphTemplates.conf beside graphite-web.toml)");
    return defaults;
  }

  /// By section: the keys that stand there behind a `#`.
  private static Map<String, Map<String, String>> shownInCarbonConf() {
    var sections = new LinkedHashMap<String, Map<String, String>>();
    var section = "";
    for (var line : shipped("carbon.conf").lines().toList()) {
      var header = HEADER.matcher(line);
      var key = SHOWN.matcher(line);
      if (header.matches()) {
        section = header.group(1);
      } else if (key.matches()) {
        var value = key.group(2).strip().replace("%%", "%");
        sections
            .computeIfAbsent(section, _ -> new TreeMap<>())
            .put(key.group(1).toUpperCase(Locale.ROOT), isExample(value) ? NONE : value);
      }
    }
    return sections;
  }

  /// Files and folders that are only shown to tell what the value looks like.
  private static boolean isExample(String value) {
    return value.startsWith("/") && value.length() > 1;
  }

  private static String shipped(String name) {
    var resource = "/default-conf/" + name;
    try (var in =
        Objects.requireNonNull(KeyDefaults.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
