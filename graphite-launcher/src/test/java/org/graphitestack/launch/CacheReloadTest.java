// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.graphitestack.cache.CarbonCache;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.config.UpkeepSettings;
import org.graphitestack.storage.whisper.WhisperEngine;
import org.graphitestack.storage.whisper.WhisperOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// carbon.conf changed under a running cache.
@Timeout(60)
class CacheReloadTest {

  @TempDir private Path root;

  @Test
  void look_changedFile_putsNamesAndLogsInForceAndABadOneChangesNothing() throws Exception {
    var home = new HomeFolder(root.resolve("home"));
    home.create();
    write(home, "carbon.conf", "[cache]\n");
    var source = source(home);
    var setup = CacheSetup.read(source);
    var clock = SystemClocks.wall();
    var nanos = SystemClocks.nanos();
    var keys = KeysInForce.start(source::keys);
    var upkeep = new AtomicReference<>(setup.conf().upkeep());
    try (var engine = WhisperEngine.open(WhisperOptions.of(home.whisper(), clock, nanos));
        var cache =
            CarbonCache.open(setup.config(), engine, SchemaRules.DEFAULTS, _ -> {}, clock, nanos);
        var reload = CacheReload.start(source, keys, setup.conf(), cache, upkeep::set)) {
      cache.begin();
      send(cache, "a.secret 1 1700000000\n");
      awaitPoints(cache, 1);
      assertThat(cache.ledger().blacklisted()).isZero();
      assertThat(level("graphite.updates")).isEqualTo(Level.INFO);

      write(home, "blacklist.conf", "secret\n");
      write(
          home,
          "carbon.conf",
          """
          [cache]
          USE_WHITELIST = True
          LOG_UPDATES = True
          RETENTION_RECONCILE = True
          TRASH_DAYS = 1
          """);
      reload.look();

      assertThat(level("graphite.updates")).isEqualTo(Level.DEBUG);
      assertThat(upkeep.get()).isEqualTo(new UpkeepSettings(true, 10, 0, Duration.ofDays(1)));
      send(cache, "a.secret 1 1700000001\n");
      awaitPoints(cache, 2);
      assertThat(cache.ledger().blacklisted()).isEqualTo(1);

      assertThat(shown(keys, "TRASH_DAYS")).isEqualTo("1");

      write(home, "carbon.conf", "[cache]\nMAX_CACHE_SIZE = lots\n");
      reload.look();

      assertThat(shown(keys, "MAX_CACHE_SIZE")).isEqualTo("inf");

      assertThat(level("graphite.updates")).isEqualTo(Level.DEBUG);

      write(home, "blacklist.conf", "none of these names\n");
      write(home, "carbon.conf", "[cache]\nUSE_WHITELIST = True\n");
      reload.look();

      assertThat(level("graphite.updates")).isEqualTo(Level.INFO);
      send(cache, "a.secret 1 1700000002\n");
      awaitPoints(cache, 3);
      assertThat(cache.ledger().blacklisted()).isEqualTo(1);
    }
  }

  private static String shown(KeysInForce keys, String key) {
    return keys.now().keys().stream()
        .filter(one -> one.key().equals(key))
        .findFirst()
        .orElseThrow()
        .shown();
  }

  private static CacheSetup.Source source(HomeFolder home) {
    var ports = new PortOptions();
    ports.line = 0;
    ports.pickle = 0;
    var queries = new QueryOptions();
    queries.query = 0;
    return new CacheSetup.Source(
        home, new CacheConfOptions(), new HomeOptions(), ports, queries, new BindOptions());
  }

  private static void write(HomeFolder home, String name, String text) throws IOException {
    Files.writeString(home.conf().resolve(name), text);
  }

  private static void send(CarbonCache cache, String lines) throws IOException {
    var address = cache.listeners().getFirst().address();
    try (var socket = new Socket(address.getAddress(), address.getPort())) {
      socket.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// Those that came in, taken or not.
  private static void awaitPoints(CarbonCache cache, long points) {
    while (cache.ledger().received() + cache.ledger().blacklisted() < points) {
      Thread.onSpinWait();
    }
  }

  private static Level level(String logger) {
    return ((Logger) LoggerFactory.getLogger(logger)).getLevel();
  }
}
