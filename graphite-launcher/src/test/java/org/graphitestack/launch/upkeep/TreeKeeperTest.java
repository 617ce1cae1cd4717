// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.graphitestack.cache.schema.SchemaRule;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.config.UpkeepSettings;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.RetentionPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeKeeperTest {

  private static final UpkeepSettings OFF = UpkeepSettings.DEFAULTS;

  /// No pauses between files.
  private static final UpkeepSettings RECONCILE =
      new UpkeepSettings(true, 0, 0, Duration.ofDays(7));

  @TempDir private Path root;
  private final AtomicReference<SchemaRules> schemas = new AtomicReference<>(rules("60:120"));
  private final AtomicReference<UpkeepSettings> settings = new AtomicReference<>(RECONCILE);
  private long nanos;
  private ServedFiles tree;
  private TreeKeeper keeper;

  @BeforeEach
  void fill() throws IOException {
    tree = new ServedFiles(root);
    tree.create("a", "60:60", ServedFiles.NOW);
    tree.create("b.c", "60:60", ServedFiles.NOW);
    keeper = new TreeKeeper(tree, schemas::get, settings::get, ServedFiles.CLOCK, () -> nanos);
  }

  @AfterEach
  void close() throws IOException {
    keeper.close();
    tree.close();
  }

  @Test
  void reconcile_filesThatDeviate_followTheSchemas() throws IOException {
    assertThat(keeper.settled()).isFalse();

    keeper.reconcile();

    assertThat(reach("a")).isEqualTo(7200);
    assertThat(reach("b.c")).isEqualTo(7200);
    assertThat(keeper.converted()).isEqualTo(2);
    assertThat(keeper.settled()).isTrue();
    assertThat(tree.engine().trash().batches()).hasSize(1);
  }

  @Test
  void reconcile_rulesChange_beginsAgain() throws IOException {
    keeper.reconcile();
    schemas.set(rules("60:240"));
    assertThat(keeper.settled()).isFalse();

    keeper.reconcile();

    assertThat(reach("a")).isEqualTo(14_400);
    assertThat(keeper.converted()).isEqualTo(4);
  }

  @Test
  void reconcile_nothingChanged_looksAgainAfterAnHour() throws IOException {
    keeper.reconcile();
    tree.create("later", "60:60", ServedFiles.NOW);

    nanos = TimeUnit.MINUTES.toNanos(59);
    keeper.reconcile();
    assertThat(reach("later")).isEqualTo(3600);

    nanos = TimeUnit.MINUTES.toNanos(61);
    keeper.reconcile();
    assertThat(reach("later")).isEqualTo(7200);
  }

  @Test
  void reconcile_switchedOffAndOn_followsTheSettings() throws IOException {
    settings.set(OFF);
    keeper.reconcile();
    assertThat(reach("a")).isEqualTo(3600);
    assertThat(keeper.settled()).isTrue();

    settings.set(RECONCILE);
    assertThat(keeper.settled()).isFalse();
    keeper.reconcile();
    assertThat(reach("a")).isEqualTo(7200);

    settings.set(OFF);
    keeper.reconcile();
    tree.create("later", "60:60", ServedFiles.NOW);
    settings.set(RECONCILE);
    keeper.reconcile();
    assertThat(reach("later")).isEqualTo(7200);
  }

  @Test
  void reconcile_trashOfNoDays_keepsNothing() throws IOException {
    settings.set(new UpkeepSettings(true, 0, 0, Duration.ZERO));

    keeper.reconcile();

    assertThat(keeper.converted()).isEqualTo(2);
    assertThat(tree.engine().trash().batches()).isEmpty();
  }

  @Test
  void scrub_damage_isMendedOrSetAside() throws IOException {
    Files.write(tree.file("a"), new byte[5], StandardOpenOption.APPEND);
    Files.writeString(tree.file("d"), "no whisper file at all", StandardCharsets.UTF_8);
    tree.came(new MetricPath("d"));

    keeper.scrub();
    assertThat(keeper.mended() + keeper.setAside()).isZero();

    settings.set(new UpkeepSettings(false, 0, Double.POSITIVE_INFINITY, Duration.ofDays(7)));
    keeper.scrub();

    assertThat(keeper.mended()).isEqualTo(1);
    assertThat(keeper.setAside()).isEqualTo(1);
    assertThat(tree.file("d")).doesNotExist();
    assertThat(tree.index().contains(new MetricPath("d"))).isFalse();
  }

  @Test
  void purge_batchesOlderThanWanted_areDeleted() throws IOException {
    keeper.reconcile();

    keeper.purge();
    assertThat(tree.engine().trash().batches()).hasSize(1);

    settings.set(new UpkeepSettings(true, 0, 0, Duration.ofSeconds(-1)));
    keeper.purge();
    assertThat(tree.engine().trash().batches()).isEmpty();
  }

  private long reach(String name) throws IOException {
    return tree.engine().changes().header(new MetricPath(name)).maxRetention();
  }

  private static SchemaRules rules(String retentions) {
    return new SchemaRules(
        List.of(new SchemaRule("all", _ -> true, RetentionPolicy.parse(retentions))), List.of());
  }
}
