// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.graphitestack.protocol.ring.HashType;
import org.graphitestack.web.access.AccessRule;
import org.graphitestack.web.access.AccessRules;
import org.graphitestack.web.access.Role;
import org.graphitestack.web.cluster.ClusterConfig;
import org.graphitestack.web.cluster.ServerAddress;
import org.graphitestack.web.cluster.ServerTrust;
import org.graphitestack.web.http.FindConfig;
import org.graphitestack.web.http.RenderConfig;
import org.graphitestack.web.http.RenderConfig.CachePolicy;
import org.graphitestack.web.live.LiveConfig;
import org.graphitestack.web.login.AddressRange;
import org.graphitestack.web.login.LoginSettings;
import org.graphitestack.web.render.ReadOptions;
import org.graphitestack.web.render.RenderBudget;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.render.RollUps;
import org.graphitestack.web.shadow.ShadowConfig;
import org.graphitestack.web.state.StateAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSettingsTest {

  @TempDir private Path conf;

  @Test
  void read_nothing_areTheDefaults() throws Exception {
    var settings = read("");

    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.state()).isEmpty();
    assertThat(settings.engine()).isEqualTo(RenderEngine.Settings.DEFAULT);
    assertThat(settings.engine().zone()).isEqualTo(ZoneOffset.UTC);
    assertThat(settings.render()).isEqualTo(RenderConfig.DEFAULT);
    assertThat(settings.find()).isEqualTo(FindConfig.DEFAULT);
    assertThat(settings.login()).isEqualTo(LoginSettings.DEFAULT);
    assertThat(settings.access()).isEqualTo(AccessRules.NONE);
    assertThat(settings.caches().orElseThrow().hosts()).hasSize(1);
    assertThat(settings.cluster()).isEqualTo(ClusterConfig.NONE);
    assertThat(settings.looks())
        .isEqualTo(new WebSettings.Looks(Optional.empty(), "default", List.of(), 10, "%m/%d"));
  }

  @Test
  void read_shippedFileUncommented_isTheDefaults() throws Exception {
    var shipped = shipped();

    assertThat(read(shipped)).isEqualTo(read(""));
    var uncommented = shipped.replaceAll("(?m)^#(\\w+ = )", "$1");
    assertThat(uncommented.lines().filter(line -> line.matches("\\w+ = .*")))
        .hasSizeGreaterThan(25);
    assertThat(read(uncommented)).isEqualTo(read(""));
  }

  @Test
  void shippedFile_namesEveryKey() throws IOException {
    var shipped = shipped();

    assertThat(WebKeys.KINDS.keySet()).allSatisfy(key -> assertThat(shipped).contains(key));
  }

  @Test
  void read_everyKey_isMapped() throws Exception {
    writeCertificates();
    var settings =
        read(
            """
            web_port = 0
            state_url = "postgresql://u:p@h/d"
            TIME_ZONE = "Europe/Berlin"
            utf8_metrics = true
            default_xfiles_factor = 0.5
            rollup = "all"
            stitch = true
            align = true
            render_seconds = 1.5
            render_series = 1
            render_points = 2
            render_windows = 3
            render_running = 4
            render_waiting = 5
            render_wait_seconds = 6
            render_bytes = "1M"
            render_readers = 7
            render_evaluators = 8
            slow_query_seconds = 9
            find_seconds = 10
            find_nodes = 11
            find_live = true
            find_running = 12
            find_waiting = 13
            find_wait_seconds = 14
            stream_connections = 20
            stream_graphs = 21
            stream_points = 22
            stream_seconds = 0.5
            stream_heartbeat_seconds = 24
            default_cache_duration = 15
            default_cache_policy = [[0, 16], [7200, 17]]
            answer_cache_bytes = 18
            fetch_cache_bytes = 19
            find_cache_bytes = 0
            carbonlink_hosts = ["a:1:x", "b:2"]
            carbonlink_timeout = 0.5
            carbonlink_hashing_type = "fnv1a_ch"
            carbonlink_query_bulk = false
            cluster_servers = ["a:8080", "https://b/graphite/?format=pickle&local=0&noTags=1&token=gs1"]
            cluster_replicas = 2
            intracluster_https = true
            remote_exclude_local = true
            remote_store_merge_results = false
            store_fail_on_error = true
            remote_store_use_post = true
            remote_find_timeout = 21
            remote_fetch_timeout = 22
            max_fetch_retries = 23
            remote_failures = 24
            remote_retry_delay = 25
            hedge_after = 0.026
            hedge_percentile = 27
            find_tolerance = 28
            remote_answer_bytes = 29
            remote_ca_file = "ca.pem"
            remote_certificate_file = "own.pem"
            remote_key_file = "own.key"
            graphtemplates_conf = "looks.conf"
            graph_template = "plain"
            graph_line_colors = ["red", "00ff00"]
            legend_max_items = 20
            date_format = "%d.%m."

            [shadow]
            url = "https://graphite.example:8443/below"
            share = 0.25
            per_second = 30
            queue = 31
            running = 32
            seconds = 33
            points = 34
            tolerance = 0.001
            settle_seconds = 36
            [login]
            mode = "optional"
            methods = ["form", "header"]
            anonymous_role = "none"
            session_hours = 0.5
            secure_cookies = true
            proxies = ["127.0.0.1", "10.0.0.0/8"]
            header = "Remote-User"
            header_role = "edit"

            [access]
            anonymous = ["public"]
            users = { alice = ["public", "team"] }

            [access.rules.public]
            allow = ["a.{b,c}"]

            [access.rules.team]
            deny = ["x"]
            allow_tags = ["team=a;env=~p"]
            deny_tags = ["secret=1"]
            allow_events = ["deploy"]
            deny_events = ["*"]
            """);

    assertThat(settings.notes()).isEmpty();
    assertThat(settings.port()).isZero();
    assertThat(settings.state()).contains(StateAddress.parse("postgresql://u:p@h/d"));
    assertThat(settings.engine())
        .isEqualTo(
            new RenderEngine.Settings(
                ZoneId.of("Europe/Berlin"),
                true,
                0.5,
                new RenderBudget(1, 2, 3, Duration.ofMillis(1500)),
                new ReadOptions(RollUps.ALL, true, true),
                7,
                8,
                1 << 20,
                19));
    assertThat(settings.render())
        .isEqualTo(
            new RenderConfig(
                4,
                5,
                Duration.ofSeconds(6),
                Duration.ofSeconds(9),
                Duration.ofSeconds(15),
                List.of(policy(0, 16), policy(7200, 17)),
                18));
    assertThat(settings.find())
        .isEqualTo(
            new FindConfig(12, 13, Duration.ofSeconds(14), Duration.ofSeconds(10), 11, true));
    assertThat(settings.live())
        .isEqualTo(new LiveConfig(20, 21, 22, Duration.ofMillis(500), Duration.ofSeconds(24)));
    assertThat(settings.shadow())
        .isEqualTo(
            new ShadowConfig(
                Optional.of(URI.create("https://graphite.example:8443/below")),
                0.25,
                30,
                31,
                32,
                Duration.ofSeconds(33),
                34,
                0.001,
                Duration.ofSeconds(36)));
    assertThat(settings.findCacheBytes()).isZero();
    var caches = settings.caches().orElseThrow();
    assertThat(caches.hosts()).hasSize(2);
    assertThat(caches.hashType()).isEqualTo(HashType.FNV1A_CH);
    assertThat(caches.bulk()).isFalse();
    assertThat(settings.cluster())
        .isEqualTo(
            new ClusterConfig(
                List.of(
                    new ServerAddress(
                        URI.create("https://a:8080"), Optional.empty(), "1", true, ""),
                    new ServerAddress(
                        URI.create("https://b/graphite"),
                        Optional.of(ServerAddress.Notation.PICKLE),
                        "0",
                        false,
                        "gs1")),
                2,
                false,
                true,
                true,
                Duration.ofSeconds(21),
                Duration.ofSeconds(22),
                23,
                24,
                Duration.ofSeconds(25),
                Duration.ofMillis(26),
                27,
                Duration.ofSeconds(28),
                29,
                new ServerTrust(
                    Optional.of(conf.resolve("ca.pem")),
                    Optional.of(conf.resolve("own.pem")),
                    Optional.of(conf.resolve("own.key")))));
    assertThat(settings.looks())
        .isEqualTo(
            new WebSettings.Looks(
                Optional.of(conf.resolve("looks.conf")),
                "plain",
                List.of("red", "00ff00"),
                20,
                "%d.%m."));
    assertThat(settings.login())
        .isEqualTo(
            new LoginSettings(
                LoginSettings.Mode.OPTIONAL,
                Set.of(LoginSettings.Method.FORM, LoginSettings.Method.HEADER),
                Role.NONE,
                Duration.ofMinutes(30),
                true,
                List.of(AddressRange.parse("127.0.0.1"), AddressRange.parse("10.0.0.0/8")),
                "Remote-User",
                Role.EDIT));
    assertThat(settings.access())
        .isEqualTo(
            new AccessRules(
                Map.of(
                    "public",
                    AccessRule.of(
                        List.of("a.{b,c}"), List.of(), List.of(), List.of(), List.of(), List.of()),
                    "team",
                    AccessRule.of(
                        List.of(),
                        List.of("x"),
                        List.of("team=a;env=~p"),
                        List.of("secret=1"),
                        List.of("deploy"),
                        List.of("*"))),
                List.of("public"),
                Map.of("alice", List.of("public", "team"))));
  }

  @Test
  void read_certificatesThatCannotBeUsed_saysWhereAndWhy() throws Exception {
    writeCertificates();

    assertThatThrownBy(() -> read("remote_ca_file = \"none.pem\""))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageEndingWith(
            ":1: trusted certificates: "
                + conf.resolve("none.pem")
                + " (expected: a readable file)");
    assertThatThrownBy(
            () -> read("remote_certificate_file = \"own.pem\"\nremote_key_file = \"ca.pem\""))
        .hasMessageContaining("private key: " + conf.resolve("ca.pem"));
    assertThatThrownBy(() -> read("remote_key_file = \"own.key\""))
        .hasMessageEndingWith(
            "remote_key_file = own.key (expected: remote_certificate_file and remote_key_file, or"
                + " neither)");
  }

  /// `ca.pem`, `own.pem` and `own.key`.
  private void writeCertificates() throws Exception {
    var own =
        new CertificateBuilder()
            .subject("CN=own")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    Files.writeString(conf.resolve("ca.pem"), own.getCertificatePEM());
    Files.writeString(conf.resolve("own.pem"), own.getCertificatePathPEM());
    Files.writeString(conf.resolve("own.key"), own.getPrivateKeyPEM());
  }

  @Test
  void read_severalPlaces_theLastCounts() throws Exception {
    Files.writeString(
        conf.resolve("carbon.conf"), "[web]\nFIND_NODES = 1\nRENDER_SERIES = 1\nWEB_PORT = 1\n");
    Files.writeString(conf.resolve(WebSettings.NAME), "find_nodes = 2\nrender_series = 2\n");

    var settings = WebSettings.read(conf, List.of("web.FIND_NODES=3", "cache.WRITERS=9"));

    assertThat(settings.port()).isEqualTo(1);
    assertThat(settings.engine().budget().maxSeries()).isEqualTo(2);
    assertThat(settings.find().maxNodes()).isEqualTo(3);
  }

  @Test
  void read_listsAsOverrides_areWrittenWithCommas() throws Exception {
    var settings =
        WebSettings.read(
            conf, List.of("web.default_cache_policy=0:60,7200:120", "web.CARBONLINK_HOSTS=none"));

    assertThat(settings.render().cachePolicy()).containsExactly(policy(0, 60), policy(7200, 120));
    assertThat(settings.caches()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "render_serie = 5 | :2: render_serie is no key (expected: render_series?)",
        "FETCH_TIMEOUT = 6 | :2: fetch_timeout is no key (expected: render_seconds, or"
            + " remote_fetch_timeout",
        "MEMCACHE_HOSTS = [] | :2: memcache_hosts is no key (expected: answer_cache_bytes and",
        "render_series = \"5\" | :2: render_series = \"5\" (expected: a number without quotes)",
        "render_series = 0 | :2: render_series = 0 (expected: a whole number from 1 to",
        "stitch = 1 | :2: stitch = 1 (expected: true or false)",
        "time_zone = \"Mars\" | :2: time_zone = Mars (expected: the name of a time zone",
        "carbonlink_hosts = \"a:1\" | :2: carbonlink_hosts = \"a:1\" (expected: texts in brackets",
        "default_cache_policy = [[1]] | :2: default_cache_policy = [[1]] (expected: pairs of",
        "default_xfiles_factor = 2 | :2: default_xfiles_factor = 2 (expected: 0 to 1)",
        "state_url = \"mysql://x\" | :2: ",
        "graph_line_colors = [\"nosuch\"] | :2: graph_line_colors = nosuch (expected: names of",
        "rollup = \"max\" | :2: rollup = max (expected: one of 0, 1, all)",
        "[web] | :2: a table web (expected: keys, and the tables access, cassandra, login",
        "login = 1 | :2: login is no key",
        "[login];mode = \"on\" | :3: login_mode = on (expected: one of none, optional, required)",
        "[login];mod = \"none\" | :3: login_mod is no key (expected: login_mode?)",
        "[login];methods = [\"ldap\"] | :3: login_methods = ldap (expected: form, basic, token or",
        "[login];proxies = [\"proxy\"] | :3: login_proxies: 'proxy' (expected: an address",
        "[login];mode = \"required\";methods = [\"header\"] | :4: login_methods = header",
        "[access];anonymos = [] | :3: anonymos is no key (expected: anonymous?)",
        "[access];anonymous = [\"x\"] | : rule x (expected: one of none)",
        "[access.rules.a];alow = [] | :3: alow is no key (expected: allow?)",
        "[access.rules.a];allow = [] | :2: rule a without allow and deny (expected: at least one",
        "[access.rules.a];allow = [\"a..b\"] | :2: rule a: 'a..b' (expected: nodes with dots",
        "[access.rules.a];allow_tags = [\"x\"] | :2: rule a: Invalid tagspec: x",
        "shadow_url = \"ftp://x\" | :2: shadow_url = ftp://x (expected: an address such as",
        "[shadow];share = 2 | :3: shadow_share = 2 (expected: 0 to 1)",
        "[shadow];urls = \"http://x\" | :3: shadow_urls is no key (expected: shadow_url?)",
        "web_port = = 1 | :2: ",
        "cluster_server = [] | :2: cluster_server is no key (expected: cluster_servers?)",
        "cluster_servers = [\"ftp://a\"] | :2: cluster_servers: server ftp://a (expected:"
            + " host:port",
        "cluster_servers = [\"a:1?x=1\"] | :2: cluster_servers: server a:1?x=1: x (expected:"
            + " format",
        "cluster_servers = [\"u:p@a\"] | :2: cluster_servers: server u:p@a (expected: host:port",
        "cluster_servers = [\"a:1\",\"a:1\"] | :2: cluster_servers = a:1,a:1 (expected: each"
            + " server",
        "remote_fetch_timeout = 0 | :2: remote_fetch_timeout = 0 (expected: seconds above 0)",
        "hedge_percentile = 101 | :2: hedge_percentile = 101 (expected: 0 to 100)",
        "web_port = 99999 | :2: web_port = 99999 (expected: a port from 0 to 65535)",
      })
  void read_whatIsWrong_saysWhereAndWhatIsExpected(String line, String told) {
    assertThatThrownBy(() -> read("# first\n" + line.replace(';', '\n') + "\n"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageStartingWith(conf.resolve(WebSettings.NAME) + told.strip());
  }

  @Test
  void read_moreReplicasThanServers_saysHowManyThereCanBe() {
    assertThatThrownBy(() -> read("cluster_servers = [\"a:1\"]\ncluster_replicas = 3\n"))
        .hasMessageContaining(":2: cluster_replicas = 3 (expected: at most one for each server");
  }

  @Test
  void read_excludeLocal_leavesOutThisServerAlone() throws Exception {
    var settings =
        read(
            """
            web_port = 8081
            cluster_servers = ["127.0.0.1:8080", "127.0.0.1:8081", "192.0.2.1:8081"]
            remote_exclude_local = true
            """);

    assertThat(settings.cluster().servers())
        .extracting(ServerAddress::name)
        .containsExactly("127.0.0.1:8080", "192.0.2.1:8081");
  }

  @Test
  void read_keyTwice_isRefused() {
    assertThatThrownBy(() -> read("find_nodes = 1\nFIND_NODES = 2\n"))
        .hasMessageContaining(":2: find_nodes again (expected: each key once)");
  }

  @Test
  void read_keyWithoutEffect_isNoted() throws Exception {
    assertThat(read("SECRET_KEY = \"x\"\n").notes())
        .singleElement()
        .asString()
        .contains(":1: SECRET_KEY has no effect here: nothing is signed with it");
  }

  private static CachePolicy policy(long window, long keep) {
    return new CachePolicy(Duration.ofSeconds(window), Duration.ofSeconds(keep));
  }

  private WebSettings read(String text) throws IOException, InvalidConfigException {
    Files.writeString(conf.resolve(WebSettings.NAME), text);
    return WebSettings.read(conf, List.of());
  }

  private static String shipped() throws IOException {
    try (var in = WebSettingsTest.class.getResourceAsStream("/default-conf/graphite-web.toml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
