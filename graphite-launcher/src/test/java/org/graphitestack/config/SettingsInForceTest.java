// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.graphitestack.config.SettingsInForce.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsInForceTest {

  @TempDir private Path conf;

  @Test
  void ofCarbon_keyThatIsSaidMoreThanOnce_isThatOfTheLastWithItsOrigin() throws Exception {
    write(
        "carbon.conf",
        """
        [cache]
        MAX_CACHE_SIZE = 1
        WRITERS = 2
        [cache:b]
        MAX_CACHE_SIZE = 3
        """);

    var settings = carbon("b", "cache.WRITERS=4", "web.WEB_PORT=1");

    var file = conf.resolve("carbon.conf").toString();
    assertThat(key(settings, "MAX_CACHE_SIZE"))
        .isEqualTo(KeyInForce.of("cache", "MAX_CACHE_SIZE", "3", file + ":5 [cache:b]"));
    assertThat(key(settings, "WRITERS"))
        .isEqualTo(KeyInForce.of("cache", "WRITERS", "4", "--set cache.WRITERS"));
    assertThat(key(settings, "USE_FLOW_CONTROL"))
        .isEqualTo(KeyInForce.of("cache", "USE_FLOW_CONTROL", "True", "default"));
  }

  @Test
  void ofWeb_keysOfAllPlacesAndRulesOfAccess_areThere() throws Exception {
    write("carbon.conf", "[web]\nRENDER_SERIES = 5\nRENDER_POINTS = 6\n");
    write(
        WebSettings.NAME,
        """
        render_points = 7
        [access]
        anonymous = ["public"]
        [access.rules.public]
        allow = ["shared"]
        """);

    var settings = SettingsInForce.ofWeb(conf, List.of("web.TIME_ZONE=UTC"));

    assertThat(key(settings, "render_series").origin()).endsWith("carbon.conf:2");
    assertThat(key(settings, "render_points").origin()).endsWith(WebSettings.NAME + ":1");
    assertThat(key(settings, "time_zone").origin()).isEqualTo("--set web.TIME_ZONE");
    assertThat(key(settings, "access.rules.public").value()).isEqualTo("{\"allow\":[\"shared\"]}");
    assertThat(key(settings, "access.rules.public").origin()).endsWith(":4");
  }

  @Test
  void ofAllPrograms_everyKeyThatIsObeyed_isThereWithADefault() throws Exception {
    for (var program : SettingsInForce.PROGRAMS) {
      var settings =
          program.equals("web")
              ? SettingsInForce.ofWeb(conf, List.of())
              : SettingsInForce.ofCarbon(program, conf.resolve("carbon.conf"), "a", List.of());

      assertThat(settings.keys().stream().map(key -> key.key().toUpperCase(java.util.Locale.ROOT)))
          .as(program)
          .containsExactlyInAnyOrderElementsOf(KnownKeys.of(program).used());
      assertThat(settings.keys()).as(program).allMatch(KeyInForce::isDefault);
      var empty = new TreeSet<String>();
      settings.keys().stream().filter(k -> k.value().isEmpty()).forEach(k -> empty.add(k.key()));
      empty.removeIf(key -> key.startsWith("cassandra_"));
      assertThat(empty)
          .as(program)
          .isSubsetOf(
              "default_cache_policy",
              "cluster_servers",
              "graph_line_colors",
              "login_proxies",
              "remote_ca_file",
              "remote_certificate_file",
              "remote_key_file",
              "shadow_url");
    }
  }

  @Test
  void defaults_saidAloud_changeNothing() throws Exception {
    var storage = Path.of("/srv/storage");
    for (var program : List.of("cache", "relay", "aggregator")) {
      var nothing = "[" + program + "]\n" + (program.equals("cache") ? "" : "DESTINATIONS = h:1\n");
      var said = new StringBuilder(nothing);
      for (var key :
          SettingsInForce.ofCarbon(program, conf.resolve("none"), "a", List.of()).keys()) {
        if (!key.value().startsWith("(")) {
          said.append(key.key()).append(" = ").append(key.value().replace("%", "%%")).append('\n');
        }
      }
      write("carbon.conf", nothing);
      var unsaid = read(program, storage);
      write("carbon.conf", said.toString().replace("RELAY_METHOD = rules\n", ""));

      assertThat(read(program, storage)).as(program).isEqualTo(unsaid);
    }
    var all = new ArrayList<String>();
    for (var key : SettingsInForce.ofWeb(conf.resolve("none"), List.of()).keys()) {
      if (!key.value().startsWith("(")) {
        all.add("web." + key.key() + "=" + key.value());
      }
    }
    assertThat(WebSettings.read(conf.resolve("none"), all))
        .isEqualTo(WebSettings.read(conf.resolve("none"), List.of()));
  }

  private Object read(String program, Path storage) throws Exception {
    var file = conf.resolve("carbon.conf");
    if (program.equals("cache")) {
      // What depends on the machine is said as a number then, instead of nothing.
      var cache = CarbonConf.read(file, storage, "a", List.of(), "h");
      assertThat(cache.notes()).isEmpty();
      return List.of(
          cache.storage(),
          cache.upkeep(),
          cache.logs(),
          cache.cache().listeners(),
          cache.cache().queries(),
          cache.cache().writing(),
          cache.cache().journal(),
          cache.cache().maxPoints(),
          cache.cache().flowControl());
    }
    var relay =
        RelayConf.read(
            file,
            storage,
            RelayConf.Program.valueOf(program.toUpperCase(java.util.Locale.ROOT)),
            "a",
            List.of("relay.RELAY_METHOD=constant"),
            "h");
    return List.of(
        relay.listeners(),
        relay.amqp(),
        relay.routes(),
        relay.aggregation(),
        relay.spool(),
        relay.delivery(),
        relay.pointsPerMessage(),
        relay.metricPrefix(),
        relay.metricInterval());
  }

  @Test
  void shown_secretsAndUsersInAddresses_areMasked() throws Exception {
    write("carbon.conf", "[cache]\nAMQP_PASSWORD = geheim\n");

    var flags = carbon("a", "cache.AMQP_PASSWORD=geheim2");
    var files = carbon("a");
    var web =
        SettingsInForce.ofWeb(conf, List.of("web.STATE_URL=postgresql://me:geheim3@db/graphite"));

    assertThat(flags.toString() + files + web)
        .doesNotContain("geheim")
        .contains("cache.AMQP_PASSWORD = *** (--set cache.AMQP_PASSWORD)")
        .contains("postgresql://***@db/graphite");
  }

  @Test
  void readAgain_changedKeys_areTold_andThoseThatWaitStayAsTheyWere() throws Exception {
    write("carbon.conf", "[cache]\nAMQP_PASSWORD = old-one\nMAX_CACHE_SIZE = 10\n");
    var before = carbon("a");
    write("carbon.conf", "[cache]\nAMQP_PASSWORD = new-one\n\nMAX_CACHE_SIZE = 20\nWRITERS = 9\n");
    var file = conf.resolve("carbon.conf");

    var after = before.readAgain(carbon("a"));

    assertThat(after.changes())
        .containsExactly(
            new Change("cache.AMQP_PASSWORD: *** -> ***, after a restart (" + file + ":2)", true),
            new Change("cache.MAX_CACHE_SIZE: 10 -> 20 (" + file + ":4)", false),
            new Change(
                "cache.WRITERS: "
                    + key(before, "WRITERS").value()
                    + " -> 9, after a restart ("
                    + file
                    + ":5)",
                true));
    assertThat(key(after.now(), "MAX_CACHE_SIZE").value()).isEqualTo("20");
    assertThat(key(after.now(), "WRITERS").isDefault()).isTrue();
    assertThat(key(after.now(), "WRITERS").waiting()).contains("9");
    assertThat(after.now().readAgain(carbon("a")).changes()).as("told once").isEmpty();
    write("carbon.conf", "[cache]\nAMQP_PASSWORD = old-one\nMAX_CACHE_SIZE = 20\n");
    var back = after.now().readAgain(carbon("a"));
    assertThat(key(back.now(), "WRITERS").waiting()).isEmpty();
  }

  @Test
  void readAgain_rulesOfAccess_comeAndGo() throws Exception {
    write(WebSettings.NAME, "[access.rules.one]\nallow = [\"a\"]\n");
    var before = SettingsInForce.ofWeb(conf, List.of());
    write(WebSettings.NAME, "[access.rules.two]\nallow = [\"b\"]\n");

    var changes = before.readAgain(SettingsInForce.ofWeb(conf, List.of())).changes();

    assertThat(changes.stream().map(Change::sentence))
        .containsExactly(
            "web.access.rules.two: added, {\"allow\":[\"b\"]} ("
                + conf.resolve(WebSettings.NAME)
                + ":1)",
            "web.access.rules.one: removed");
  }

  private SettingsInForce carbon(String instance, String... overrides) throws Exception {
    return SettingsInForce.ofCarbon(
        "cache", conf.resolve("carbon.conf"), instance, List.of(overrides));
  }

  private static KeyInForce key(SettingsInForce settings, String key) {
    return settings.keys().stream().filter(one -> one.key().equals(key)).findFirst().orElseThrow();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(conf.resolve(name), text);
  }
}
