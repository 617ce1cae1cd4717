// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.graphitestack.config.PythonValue.Dict;
import org.graphitestack.config.PythonValue.None;
import org.graphitestack.config.PythonValue.Sequence;
import org.graphitestack.config.PythonValue.Text;

/// Why settings of graphite-web are not taken over: by name, or by the beginning of names.
final class LeftSettings {

  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("FIND_TOLERANCE", "names are found at all times; live=1 narrows by time"),
          Map.entry("DATABASE_ENGINE", "written so before graphite-web 0.9.11; see DATABASES"),
          Map.entry("MAX_TAG_LENGTH", "tags are kept in the index, which has no columns"),
          Map.entry(
              "STORAGE_FINDERS", "finders in Python cannot be run; --storage-dir names trees"),
          Map.entry("FUNCTION_PLUGINS", "functions in Python cannot be run"),
          Map.entry("TAGDB", "tags are part of the index in memory"),
          Map.entry(
              "URL_PREFIX", "pages name each other relatively: a proxy may put them anywhere"),
          Map.entry(
              "METRICS_FIND_WARNING_THRESHOLD", "finds have a limit, find_nodes, and no warning"),
          Map.entry(
              "RENDER_TRIM_RECENT_IN_AGGREGATE", "points are seen the moment they are accepted"),
          Map.entry("AUTO_REFRESH_INTERVAL", "each page says how often it refreshes, or is live"),
          Map.entry("DOCUMENTATION_URL", "the page has no such link"),
          Map.entry("DEFAULT_CONSOLIDATION", "average, unless a target says consolidateBy"),
          Map.entry("ENFORCE_INPUT_VALIDATION", "wrong arguments are always a 400 that says why"),
          Map.entry("INPUT_VALIDATION_SOURCE_ID_HEADERS", "a 400 names dashboard and panel anyway"),
          Map.entry("WEB_PORT", "--web-port or web_port says where this web listens"),
          Map.entry("USE_TZ", "times are always aware of their zone"),
          Map.entry("LANGUAGE_CODE", "pages are in English"),
          Map.entry("LOGGING", "--logdir says where logs go"),
          Map.entry("DASHBOARD_CONF", "dashboard.conf is read beside graphite-web.toml"),
          Map.entry("SITE_ID", "there is one site"),
          Map.entry("APPEND_SLASH", "addresses work with and without it"),
          Map.entry("ADMINS", "no mail is sent"),
          Map.entry("MANAGERS", "no mail is sent"),
          Map.entry("SESSION_COOKIE_AGE", "login_session_hours: docs/access.md"),
          Map.entry("RRD_CF", "RRD files are not read"),
          Map.entry("FLUSHRRDCACHED", "RRD files are not read"),
          Map.entry("RRD_DIR", "RRD files are not read"),
          Map.entry("AUTOCOMPRESS_GAPS_IN_DERIVATIVE_FUNCTIONS", "gaps stay gaps"));

  private static final Map<String, String> BEGINNINGS = beginnings();

  private static Map<String, String> beginnings() {
    var reasons = new LinkedHashMap<String, String>();
    reasons.put("LDAP", "users are set up anew: docs/access.md");
    reasons.put("USE_LDAP", "users are set up anew: docs/access.md");
    reasons.put("USE_REMOTE_USER", "login_header and login_proxies: docs/access.md");
    reasons.put("REMOTE_USER", "login_header and login_proxies: docs/access.md");
    reasons.put("AUTH", "users are set up anew: docs/access.md");
    reasons.put("LOGIN_URL", "users are set up anew: docs/access.md");
    reasons.put("DASHBOARD_REQUIRE", "users and their roles are set up anew: docs/access.md");
    reasons.put("EMAIL", "no mail is sent; a graph has an address instead");
    reasons.put("SMTP", "no mail is sent; a graph has an address instead");
    reasons.put("TAGDB_", "tags are part of the index in memory");
    reasons.put("REDIS", "tags are part of the index in memory");
    reasons.put("LOG_", "--logdir says where logs go; render and find are counted at /metrics");
    reasons.put("CARBONLINK_", "not needed by this client of caches");
    reasons.put("CLUSTER_", "not needed by this client of other web servers");
    reasons.put("REMOTE_", "not needed by this client of other web servers");
    reasons.put("RENDERING_", "graphs are drawn by the server that is asked");
    reasons.put("MAX_FETCH", "not needed by this client of other web servers");
    reasons.put("STORE_", "not needed by this client of other web servers");
    reasons.put("POOL_", "render_readers and render_evaluators are the threads");
    reasons.put("USE_WORKER_POOL", "render_readers and render_evaluators are the threads");
    reasons.put("MEMCACHE", "caches are in the process: answer_cache_bytes, fetch_cache_bytes");
    reasons.put("CACHE", "caches are in the process: answer_cache_bytes, fetch_cache_bytes");
    reasons.put("MIDDLEWARE", "there is no Django here");
    reasons.put("INSTALLED_APPS", "there is no Django here");
    reasons.put("TEMPLATE", "there is no Django here");
    reasons.put("ROOT_URLCONF", "there is no Django here");
    reasons.put("WSGI", "there is no Django here");
    reasons.put("STATIC", "files of pages come with the program");
    reasons.put("CONTENT_DIR", "files of pages come with the program");
    reasons.put("MEDIA", "files of pages come with the program");
    reasons.put("WEBAPP_DIR", "files of pages come with the program");
    reasons.put("WEB_DIR", "files of pages come with the program");
    reasons.put("THIRDPARTY_DIR", "libraries come with the program");
    reasons.put("PYTHON", "no Python is run");
    reasons.put("CSRF", "requests of other sites' pages are refused by what browsers say of them");
    reasons.put("SECURE_", "the proxy in front decides, or a strict default");
    reasons.put("X_FRAME", "pages can be framed by this server only");
    reasons.put("SESSION", "users are set up anew: docs/access.md");
    reasons.put("CORS", "the proxy in front adds such headers");
    return reasons;
  }

  private LeftSettings() {}

  /// What to do instead, for settings whose value matters for that.
  static Optional<String> advice(String name, PythonValue value) {
    return switch (name) {
      case "GRAPHITE_ROOT", "CONF_DIR" ->
          told(value, "--home names a folder with conf/ and storage/");
      case "STORAGE_DIR" -> told(value, "--home names a folder with storage/ in it");
      case "WHISPER_DIR", "CERES_DIR" ->
          Optional.of(
              value instanceof Text(var dir) ? "start with --storage-dir " + dir : "--storage-dir");
      case "DATA_DIRS", "STANDARD_DIRS" -> Optional.of(storageDirs(value));
      case "DATABASES" -> Optional.of(database(value));
      case "INDEX_FILE", "WHITELIST_FILE" ->
          Optional.of("names are indexed in memory, and the whitelist is kept with the dashboards");
      default -> Optional.empty();
    };
  }

  private static Optional<String> told(PythonValue value, String advice) {
    return Optional.of(advice + (value instanceof Text(var text) ? " (" + text + ")" : ""));
  }

  private static String storageDirs(PythonValue value) {
    return value instanceof Sequence(var dirs)
        ? dirs.stream()
            .map(dir -> dir instanceof Text(var text) ? "--storage-dir " + text : "--storage-dir")
            .collect(Collectors.joining(" ", "start with ", ""))
        : "--storage-dir names trees";
  }

  /// Never says a password.
  private static String database(PythonValue value) {
    if (!(value instanceof Dict databases)
        || !(databases.get("default") instanceof Dict database)) {
      return "`graphite import-dashboards` takes over what is in a database";
    }
    var engine = textOf(database, "ENGINE").toLowerCase(Locale.ROOT);
    var name = textOf(database, "NAME");
    if (engine.contains("sqlite")) {
      return "`graphite import-dashboards " + name + "` takes over what is in it";
    }
    if (engine.contains("postgres")) {
      var host = textOf(database, "HOST");
      var port = textOf(database, "PORT");
      return "`graphite import-dashboards postgresql://"
          + textOf(database, "USER")
          + ":PASSWORD@"
          + (host.isEmpty() ? "localhost" : host)
          + (port.isEmpty() ? "" : ":" + port)
          + "/"
          + name
          + "` takes over what is in it; state_url names a database for this web";
    }
    return "`graphite import-dashboards jdbc:…` takes over what is in a database with a JDBC"
        + " driver";
  }

  private static String textOf(Dict dict, String key) {
    return switch (dict.get(key)) {
      case Text(var text) -> text;
      case PythonValue.Numeral number when number.isWhole() ->
          String.valueOf((long) number.number());
      case None _ -> "";
      default -> "";
    };
  }

  /// Why a setting is not taken, whatever its value.
  static String reason(String name) {
    var known = REASONS.get(name);
    if (known != null) {
      return known;
    }
    var noEffect = WebKeys.KEYS.noEffect().get(name);
    if (noEffect != null) {
      return noEffect;
    }
    var renamed = WebKeys.renamed(name);
    if (renamed.isPresent()) {
      return "here it is " + renamed.get();
    }
    return BEGINNINGS.entrySet().stream()
        .filter(entry -> name.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("no setting of graphite-web, and none here");
  }
}
