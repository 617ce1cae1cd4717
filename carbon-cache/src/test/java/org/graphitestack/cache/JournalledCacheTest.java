// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.graphitestack.cache.journal.JournalConfig;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.cache.write.WriteSettings;
import org.graphitestack.log.LogOptions;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.protocol.listen.ListenerConfig;
import org.graphitestack.protocol.listen.WireProtocol;
import org.graphitestack.storage.UnstorablePathException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a journal promises, over real sockets and files. A crash is a copy of the journal's folder,
/// taken while the cache runs: what the disk would hold.
@Timeout(60)
class JournalledCacheTest {

  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @TempDir private Path folder;

  private final StorageInMemory storage = new StorageInMemory();
  private final List<String> announced = new CopyOnWriteArrayList<>();
  private final AtomicLong usable = new AtomicLong(Long.MAX_VALUE);

  @Test
  void crash_pointsNotStored_areInMemoryAgainAndStored() throws Exception {
    var held = new AtomicBoolean(true);
    storage.trouble((_, _) -> failIf(held));
    try (var cache = open(folder.resolve("home"))) {
      send(cache, "a 1 1700000000\na 2 1700000060\nb;y=2;x=1 3 1700000000\na 5 1700000060\n");
      await(() -> cache.ledger().received() == 4);
      crash("home", "after");
      held.set(false);
    }
    storage.remove("a");
    storage.remove("b;x=1;y=2");
    held.set(true);

    try (var cache = open(folder.resolve("after"))) {
      await(() -> !cache.replaying());
      assertThat(cache.unstored().unstored(new MetricPath("a")))
          .isEqualTo(
              PointBatch.wrap(new long[] {1_700_000_000L, 1_700_000_060L}, new double[] {1, 5}, 2));
      assertThat(announced).contains("a", "b;x=1;y=2");
      assertThat(cache.ledger().replayed()).isEqualTo(4);
      held.set(false);
    }
    assertThat(storage.points("a")).isEqualTo(Map.of(1_700_000_000L, 1.0, 1_700_000_060L, 5.0));
    assertThat(storage.points("b;x=1;y=2")).isEqualTo(Map.of(1_700_000_000L, 3.0));
  }

  @Test
  void close_everythingStored_leavesTheJournalEmpty() throws Exception {
    try (var cache = open(folder)) {
      send(cache, "a 1 1700000000\n");
      await(() -> cache.ledger().received() == 1);
    }

    try (var files = Files.list(folder.resolve("journal").resolve("a"))) {
      assertThat(files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".segment")))
          .isEmpty();
    }
    try (var cache = open(folder)) {
      await(() -> !cache.replaying());
      assertThat(cache.ledger().replayed()).isZero();
    }
  }

  @Test
  void close_storageFails_pointsStayForTheNextProcess() throws Exception {
    var broken = new AtomicBoolean(true);
    storage.trouble((_, _) -> failIf(broken));
    try (var cache = open(folder)) {
      send(cache, "a 1 1700000000\n");
      await(() -> cache.ledger().received() == 1);
    }
    broken.set(false);

    try (var cache = open(folder)) {
      await(() -> cache.ledger().stored() == 1);
    }
    assertThat(storage.points("a")).isEqualTo(Map.of(1_700_000_000L, 1.0));
  }

  @Test
  void replay_laterValueOfOneTimestamp_wins() throws Exception {
    var broken = new AtomicBoolean(true);
    storage.trouble((_, _) -> failIf(broken));
    try (var cache = open(folder)) {
      var lines = new StringBuilder();
      for (var i = 0; i < 50_000; i++) {
        lines.append("s").append(i % 7).append(" ").append(i).append(" 1700000000\n");
      }
      send(cache, lines.toString());
      await(() -> cache.ledger().received() == 50_000);
    }

    try (var cache = open(folder)) {
      send(cache, "s3 -1 1700000000\n");
      await(() -> !cache.replaying() && cache.ledger().received() == 50_001);
      assertThat(cache.unstored().unstored(new MetricPath("s3")))
          .isEqualTo(PointBatch.of(1_700_000_000L, -1));
      assertThat(cache.unstored().unstored(new MetricPath("s4")))
          .isEqualTo(PointBatch.of(1_700_000_000L, 49_998));
      broken.set(false);
    }
    assertThat(storage.points("s3")).isEqualTo(Map.of(1_700_000_000L, -1.0));
  }

  @Test
  void replay_moreThanMemoryHolds_isStoredMeanwhileAndLosesNothing() throws Exception {
    var broken = new AtomicBoolean(true);
    storage.trouble((_, _) -> failIf(broken));
    try (var cache = open(folder)) {
      var lines = new StringBuilder();
      for (var i = 0; i < 30_000; i++) {
        lines.append("s").append(i % 500).append(" 1 ").append(1_700_000_000L + i).append('\n');
      }
      send(cache, lines.toString());
      await(() -> cache.ledger().received() == 30_000);
    }
    broken.set(false);

    try (var cache = open(folder, 6000, true)) {
      await(() -> cache.ledger().stored() == 30_000);
      assertThat(cache.ledger().dropped()).isZero();
    }
  }

  @Test
  void journal_noRoom_holdsSendersBackAndGoesOn() throws Exception {
    usable.set(0);
    try (var cache = open(folder)) {
      send(cache, "a 1 1700000000\n");
      await(cache::paused);
      await(() -> cache.ledger().received() == 1);
      usable.set(Long.MAX_VALUE);
      await(() -> !cache.paused());
      send(cache, "a 2 1700000060\n");
      await(() -> cache.ledger().received() == 2);
    }
    assertThat(storage.points("a")).isEqualTo(Map.of(1_700_000_000L, 1.0, 1_700_000_060L, 2.0));
  }

  @Test
  void storageCannotHold_pointsAreSetAsideOnDisk() throws Exception {
    storage.trouble(
        (_, path) -> {
          if (path.text().equals("bad")) {
            throw new UnstorablePathException(path, "no");
          }
        });
    try (var cache = open(folder)) {
      send(cache, "bad 1 1700000000\ngood 1 1700000000\n");
      await(() -> cache.ledger().quarantined() == 1);
      send(cache, "bad 2 1700000060\n");
      await(() -> cache.ledger().quarantined() == 2);
      assertThat(cache.ledger().dropped()).isZero();
    }

    var kept = new StringBuilder();
    try (var files = Files.list(folder.resolve("quarantine").resolve("a"))) {
      for (var file : files.filter(f -> f.toString().endsWith(".segment")).sorted().toList()) {
        kept.append(Files.readString(file));
      }
    }
    assertThat(kept.toString()).isEqualTo("bad 1 1700000000\nbad 2 1700000060\n");
  }

  @Test
  void crash_afterASeriesWasDeleted_doesNotBringItBack() throws Exception {
    storage.trouble((_, path) -> failIf(new AtomicBoolean(path.text().equals("held"))));
    try (var cache = open(folder.resolve("home"))) {
      // what is held keeps the journal from being cut
      send(
          cache, "held 1 1700000000\na 1 1700000000\nb;y=2;x=1 1 1700000000\n.c..d 1 1700000000\n");
      await(() -> cache.ledger().received() == 4 && cache.ledger().stored() == 3);
      for (var name : List.of("a", "b;x=1;y=2", "c.d")) {
        assertThat(cache.settle(new MetricPath(name))).isTrue();
        storage.remove(name);
      }
      crash("home", "after");
      crash("after", "again");
    }
    storage.noTrouble();

    for (var home : List.of("after", "again")) {
      try (var cache = open(folder.resolve(home))) {
        await(() -> !cache.replaying() && cache.ledger().stored() == 1);
        assertThat(cache.ledger().replayed()).isEqualTo(1);
      }
    }
    assertThat(storage.points("held")).isEqualTo(Map.of(1_700_000_000L, 1.0));
    assertThat(storage.layoutOf("a")).isNull();
    assertThat(storage.layoutOf("b;x=1;y=2")).isNull();
    assertThat(storage.layoutOf("c.d")).isNull();
  }

  @Test
  void crash_afterPointsForADeletedSeries_keepsThose() throws Exception {
    var held = new AtomicBoolean();
    storage.trouble((_, _) -> failIf(held));
    try (var cache = open(folder.resolve("home"))) {
      send(cache, "a 1 1700000000\n");
      await(() -> cache.ledger().stored() == 1);
      assertThat(cache.settle(new MetricPath("a"))).isTrue();
      storage.remove("a");
      held.set(true);
      send(cache, "a 2 1700000060\n");
      await(() -> cache.ledger().received() == 2);
      crash("home", "after");
      held.set(false);
    }
    storage.remove("a");

    try (var cache = open(folder.resolve("after"))) {
      await(() -> !cache.replaying() && cache.ledger().held() == 0);
    }
    assertThat(storage.points("a")).isEqualTo(Map.of(1_700_000_060L, 2.0));
  }

  @Test
  void settle_storageFails_saysSoAndForgetsNothing() throws Exception {
    var held = new AtomicBoolean(true);
    storage.trouble((_, _) -> failIf(held));
    try (var cache = open(folder.resolve("home"))) {
      send(cache, "a 1 1700000000\n");
      await(() -> cache.ledger().received() == 1);
      assertThat(cache.settle(new MetricPath("a"))).isFalse();
      crash("home", "after");
      held.set(false);
    }
    storage.remove("a");

    try (var cache = open(folder.resolve("after"))) {
      await(() -> !cache.replaying() && cache.ledger().held() == 0);
    }
    assertThat(storage.points("a")).isEqualTo(Map.of(1_700_000_000L, 1.0));
  }

  @Test
  void names_withBlanksFromPickles_comeBackFromTheJournal() throws Exception {
    var broken = new AtomicBoolean(true);
    storage.trouble((_, _) -> failIf(broken));
    try (var cache = open(folder)) {
      var pickle = "(lp0\n(S'a disk x y'\np1\n(I1700000000\nF1.5\ntp2\ntp3\na.";
      var bytes = pickle.getBytes(StandardCharsets.UTF_8);
      try (var client = connect(cache, 1)) {
        var out = client.getOutputStream();
        out.write(new byte[] {0, 0, 0, (byte) bytes.length});
        out.write(bytes);
      }
      await(() -> cache.ledger().received() == 1);
    }
    broken.set(false);

    try (var cache = open(folder)) {
      await(() -> cache.ledger().stored() == 1);
    }
    assertThat(storage.points("a disk x y")).isEqualTo(Map.of(1_700_000_000L, 1.5));
  }

  private CarbonCache open(Path home) throws IOException {
    return open(home, Long.MAX_VALUE, true);
  }

  private CarbonCache open(Path home, long maxPoints, boolean flowControl) throws IOException {
    var defaults = JournalConfig.in(home, "a");
    var cache =
        CarbonCache.open(
            new CacheConfig(
                "h",
                "a",
                List.of(
                    ListenerConfig.of(WireProtocol.LINE, ANY),
                    ListenerConfig.of(WireProtocol.PICKLE, ANY)),
                Optional.empty(),
                Optional.empty(),
                NameFilter.ALL,
                maxPoints,
                OptionalLong.empty(),
                flowControl,
                0,
                WriteSettings.defaults(),
                Optional.of(
                    new JournalConfig(
                        defaults.folder(),
                        defaults.quarantineFolder(),
                        defaults.quarantineBytes(),
                        LogOptions.defaults().withMinFreeBytes(1 << 20),
                        Duration.ZERO,
                        defaults.drainTimeout())),
                "carbon",
                Duration.ZERO),
            storage,
            SchemaRules.DEFAULTS,
            path -> announced.add(path.text()),
            _ -> usable.get(),
            () -> java.time.Instant.ofEpochSecond(1_700_000_100L),
            System::nanoTime);
    cache.begin();
    return cache;
  }

  /// Copies the files as a crash would leave them.
  private void crash(String from, String to) throws IOException {
    try (var files = Files.walk(folder.resolve(from))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var copy = folder.resolve(to).resolve(folder.resolve(from).relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void failIf(AtomicBoolean broken) throws IOException {
    if (broken.get()) {
      throw new IOException("no space left on device");
    }
  }

  private static void send(CarbonCache cache, String lines) throws IOException {
    try (var client = connect(cache, 0)) {
      client.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Socket connect(CarbonCache cache, int listener) throws IOException {
    var address = cache.listeners().get(listener).address();
    return new Socket(address.getAddress(), address.getPort());
  }

  private static void await(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    while (!condition.getAsBoolean()) {
      new CountDownLatch(1).await(5, java.util.concurrent.TimeUnit.MILLISECONDS);
    }
  }
}
