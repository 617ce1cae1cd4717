// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The keys of graphite-web.toml, and of `--set web.KEY=…`; `mode` of its table `[login]` is
/// `login_mode`, and so on. Where graphite-web's local_settings.py has the same setting, the key is
/// its name in small letters.
final class WebKeys {

  /// What a value may be.
  enum Kind {
    TEXT("a text in quotes"),
    NUMBER("a number without quotes"),
    BYTES("bytes: a number, or a text such as \"512M\""),
    FLAG("true or false"),
    TEXTS("texts in brackets: [\"a\", \"b\"]"),
    PAIRS("pairs of numbers: [[0, 60], [7200, 120]]");

    private final String expected;

    Kind(String expected) {
      this.expected = expected;
    }

    String expected() {
      return expected;
    }
  }

  /// Their section in `--set` and in carbon.conf.
  static final String WEB = "web";

  /// In the order of the file.
  static final Map<String, Kind> KINDS = kinds();

  /// Names of local_settings.py that are called otherwise here.
  private static final Map<String, String> RENAMED =
      Map.of(
          "FETCH_TIMEOUT", "render_seconds, or remote_fetch_timeout for other servers",
          "FIND_TIMEOUT", "find_seconds, or remote_find_timeout for other servers",
          "WHISPER_DIR", "--storage-dir, or WHISPER_DIR of the folder tree in carbon.conf",
          "STANDARD_DIRS", "--storage-dir",
          "CERES_DIR", "--storage-dir",
          "GRAPHITE_ROOT", "--home",
          "CONF_DIR", "--home",
          "STORAGE_DIR", "--home",
          "DATABASES", "state_url",
          "MEMCACHE_HOSTS", "answer_cache_bytes and fetch_cache_bytes");

  private static final Map<String, String> NO_EFFECT =
      Map.ofEntries(
          Map.entry(
              "CARBONLINK_HASHING_KEYFUNC",
              "names are hashed whole; a function in Python cannot be run"),
          Map.entry(
              "CARBONLINK_PICKLE_PROTOCOL",
              "requests are sent in protocol 2, which every cache reads"),
          Map.entry("SECRET_KEY", "nothing is signed with it"),
          Map.entry("DEBUG", "a failure is in the log under its number"),
          Map.entry("ALLOWED_HOSTS", "no answer depends on the name a server is asked by"),
          Map.entry("LOG_DIR", "--log-dir says where logs go"),
          Map.entry("LOG_ROTATION", "--log-dir rotates"),
          Map.entry("FIND_CACHE_DURATION", "a find is kept until a name comes or goes"),
          Map.entry("INDEX_FILE", "names are indexed in memory"),
          Map.entry("REMOTE_BUFFER_SIZE", "answers of other servers are read as they come"),
          Map.entry("REMOTE_RENDERING", "pictures are drawn where they are asked for"),
          Map.entry("RENDERING_HOSTS", "pictures are drawn where they are asked for"),
          Map.entry("REMOTE_STORE_FORWARD_HEADERS", "headers of clients stay here"),
          Map.entry("USE_WORKER_POOL", "each server is asked by a thread of its own"),
          Map.entry("POOL_MAX_WORKERS", "each server is asked by a thread of its own"),
          Map.entry("STORAGE_FINDERS", "--storage-dir and cluster_servers say where series are"));

  static final KnownKeys KEYS = new KnownKeys(WEB, upper(KINDS).keySet(), NO_EFFECT);

  /// Keys whose values were decided when the web was opened.
  private static final Set<String> AFTER_A_RESTART =
      Set.of(
          "web_port",
          "state_url",
          "render_running",
          "render_waiting",
          "render_wait_seconds",
          "render_bytes",
          "render_readers",
          "render_evaluators",
          "find_running",
          "find_waiting",
          "find_wait_seconds",
          "answer_cache_bytes",
          "fetch_cache_bytes",
          "find_cache_bytes",
          "carbonlink_hosts",
          "carbonlink_timeout",
          "carbonlink_retry_delay",
          "carbonlink_hashing_type",
          "carbonlink_query_bulk",
          "replication_factor",
          "carbon_metric_prefix",
          "graphtemplates_conf",
          "shadow_queue",
          "shadow_running");

  /// What keys of the cluster begin with.
  static final String CASSANDRA = CassandraSettings.SECTION + "_";

  private WebKeys() {}

  /// Keys that are put in force when the file changes.
  static Set<String> atOnce() {
    var atOnce = new TreeSet<>(KINDS.keySet());
    atOnce.removeAll(AFTER_A_RESTART);
    return atOnce;
  }

  /// What a name of local_settings.py is here, if it is called otherwise.
  static Optional<String> renamed(String key) {
    return Optional.ofNullable(RENAMED.get(key));
  }

  private static Map<String, Kind> kinds() {
    var kinds = new LinkedHashMap<String, Kind>();
    kinds.put("web_port", Kind.NUMBER);
    kinds.put("database", Kind.TEXT);
    kinds.put("state_url", Kind.TEXT);
    kinds.put("time_zone", Kind.TEXT);
    kinds.put("utf8_metrics", Kind.FLAG);
    kinds.put("default_xfiles_factor", Kind.NUMBER);
    kinds.put("rollup", Kind.TEXT);
    kinds.put("stitch", Kind.FLAG);
    kinds.put("align", Kind.FLAG);
    kinds.put("render_seconds", Kind.NUMBER);
    kinds.put("render_series", Kind.NUMBER);
    kinds.put("render_points", Kind.NUMBER);
    kinds.put("render_windows", Kind.NUMBER);
    kinds.put("render_running", Kind.NUMBER);
    kinds.put("render_waiting", Kind.NUMBER);
    kinds.put("render_wait_seconds", Kind.NUMBER);
    kinds.put("render_bytes", Kind.BYTES);
    kinds.put("render_readers", Kind.NUMBER);
    kinds.put("render_evaluators", Kind.NUMBER);
    kinds.put("slow_query_seconds", Kind.NUMBER);
    kinds.put("find_seconds", Kind.NUMBER);
    kinds.put("find_nodes", Kind.NUMBER);
    kinds.put("find_live", Kind.FLAG);
    kinds.put("find_running", Kind.NUMBER);
    kinds.put("find_waiting", Kind.NUMBER);
    kinds.put("find_wait_seconds", Kind.NUMBER);
    kinds.put("stream_connections", Kind.NUMBER);
    kinds.put("stream_graphs", Kind.NUMBER);
    kinds.put("stream_points", Kind.NUMBER);
    kinds.put("stream_seconds", Kind.NUMBER);
    kinds.put("stream_heartbeat_seconds", Kind.NUMBER);
    kinds.put("default_cache_duration", Kind.NUMBER);
    kinds.put("default_cache_policy", Kind.PAIRS);
    kinds.put("answer_cache_bytes", Kind.BYTES);
    kinds.put("fetch_cache_bytes", Kind.BYTES);
    kinds.put("find_cache_bytes", Kind.BYTES);
    kinds.put("carbonlink_hosts", Kind.TEXTS);
    kinds.put("carbonlink_timeout", Kind.NUMBER);
    kinds.put("carbonlink_retry_delay", Kind.NUMBER);
    kinds.put("carbonlink_hashing_type", Kind.TEXT);
    kinds.put("carbonlink_query_bulk", Kind.FLAG);
    kinds.put("replication_factor", Kind.NUMBER);
    kinds.put("carbon_metric_prefix", Kind.TEXT);
    kinds.put("cluster_servers", Kind.TEXTS);
    kinds.put("cluster_replicas", Kind.NUMBER);
    kinds.put("intracluster_https", Kind.FLAG);
    kinds.put("remote_exclude_local", Kind.FLAG);
    kinds.put("remote_store_merge_results", Kind.FLAG);
    kinds.put("store_fail_on_error", Kind.FLAG);
    kinds.put("remote_store_use_post", Kind.FLAG);
    kinds.put("remote_find_timeout", Kind.NUMBER);
    kinds.put("remote_fetch_timeout", Kind.NUMBER);
    kinds.put("max_fetch_retries", Kind.NUMBER);
    kinds.put("remote_failures", Kind.NUMBER);
    kinds.put("remote_retry_delay", Kind.NUMBER);
    kinds.put("hedge_after", Kind.NUMBER);
    kinds.put("hedge_percentile", Kind.NUMBER);
    kinds.put("find_tolerance", Kind.NUMBER);
    kinds.put("remote_answer_bytes", Kind.BYTES);
    kinds.put("remote_ca_file", Kind.TEXT);
    kinds.put("remote_certificate_file", Kind.TEXT);
    kinds.put("remote_key_file", Kind.TEXT);
    kinds.put("graphtemplates_conf", Kind.TEXT);
    kinds.put("graph_template", Kind.TEXT);
    kinds.put("graph_line_colors", Kind.TEXTS);
    kinds.put("legend_max_items", Kind.NUMBER);
    kinds.put("date_format", Kind.TEXT);
    kinds.put("login_mode", Kind.TEXT);
    kinds.put("login_methods", Kind.TEXTS);
    kinds.put("login_anonymous_role", Kind.TEXT);
    kinds.put("login_session_hours", Kind.NUMBER);
    kinds.put("login_secure_cookies", Kind.FLAG);
    kinds.put("login_proxies", Kind.TEXTS);
    kinds.put("login_header", Kind.TEXT);
    kinds.put("login_header_role", Kind.TEXT);
    kinds.put("shadow_url", Kind.TEXT);
    kinds.put("shadow_share", Kind.NUMBER);
    kinds.put("shadow_per_second", Kind.NUMBER);
    kinds.put("shadow_queue", Kind.NUMBER);
    kinds.put("shadow_running", Kind.NUMBER);
    kinds.put("shadow_seconds", Kind.NUMBER);
    kinds.put("shadow_points", Kind.NUMBER);
    kinds.put("shadow_tolerance", Kind.NUMBER);
    kinds.put("shadow_settle_seconds", Kind.NUMBER);
    CassandraSettings.KINDS.forEach(
        (key, kind) -> kinds.put(CASSANDRA + key.toLowerCase(java.util.Locale.ROOT), kind));
    return kinds;
  }

  private static Map<String, Kind> upper(Map<String, Kind> kinds) {
    var upper = new TreeMap<String, Kind>();
    kinds.forEach((key, kind) -> upper.put(key.toUpperCase(java.util.Locale.ROOT), kind));
    return upper;
  }
}
