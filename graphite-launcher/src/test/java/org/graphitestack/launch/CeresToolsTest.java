// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.StorageEngine;
import org.graphitestack.storage.ceres.CeresEngine;
import org.graphitestack.storage.ceres.CeresOptions;
import org.graphitestack.storage.ceres.CeresTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CeresToolsTest {

  private static final long NOW = 1_699_999_200L;

  @TempDir private Path folder;

  private String tree() {
    return folder.resolve("tree").toString();
  }

  private static CommandRun ok(String... arguments) {
    var run = CommandRun.of(arguments);
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    return run;
  }

  @Test
  void treeCreate_withProperties_keepsNumbersAsPythonDoes() throws IOException {
    ok("ceres-tree-create", tree(), "owner=me", "version=1");

    assertThat(CeresTree.open(Path.of(tree()), InstantSource.system()).properties())
        .containsEntry("owner", "me")
        .containsEntry("version", "1.0");
  }

  @Test
  void node_madeWrittenAndRead_showsItsPoints() {
    ok("ceres-tree-create", tree());
    ok("ceres-node-create", "--tree", tree(), "--step", "60", "servers.a.load");
    ok(
        "ceres-node-write",
        "--now",
        Long.toString(NOW),
        "--tree",
        tree(),
        "servers.a.load",
        (NOW - 120) + ":1.5",
        "N:3");

    var node = tree() + "/servers/a/load";
    var read =
        ok(
            "ceres-node-read",
            "--batch",
            "--fromtime",
            Long.toString(NOW - 120),
            "--untiltime",
            Long.toString(NOW + 60),
            node);

    assertThat(read.out().lines())
        .containsExactly((NOW - 120) + "\t1.5", (NOW - 60) + "\tNone", NOW + "\t3.0");
    assertThat(ok("ceres-slicecat", node + "/" + NOW + "@60.slice").out())
        .startsWith("[" + NOW + "]\t")
        .endsWith("\t3.0\n");
    assertThat(ok("ceres-tree-find", tree(), "servers.*.load").out()).isEqualTo("servers.a.load\n");
    assertThat(ok("ceres-tree-find", "--fspath", tree(), "*.a.*").out()).isEqualTo(node + "\n");
    assertThat(
            ok("ceres-tree-find", "--fromtime", Long.toString(NOW + 3_600), tree(), "*.*.*").out())
        .isEmpty();
  }

  @Test
  void wrongArguments_areOneLineAndStatus2_missingNodesStatus1() {
    ok("ceres-tree-create", tree());

    var point = CommandRun.of("ceres-node-write", "--tree", tree(), "a", "x:y");
    assertThat(point.status()).isEqualTo(2);
    assertThat(point.err()).contains("point: x:y (expected: TIME:VALUE");
    var missing = CommandRun.of("ceres-node-read", "--tree", tree(), "no.such");
    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.err()).contains("no/such").contains("no node");
    var plugin = CommandRun.of("ceres-maintenance", "--root", tree(), "sweep");
    assertThat(plugin.status()).isEqualTo(2);
    assertThat(plugin.err()).contains("plugin: sweep (expected: one of defrag, merge");
  }

  private CeresEngine ceres() throws IOException {
    return CeresEngine.open(
        CeresOptions.of(folder.resolve("tree"), InstantSource.system(), () -> 0));
  }

  private static SeriesLayout layout(String retentions) {
    return new SeriesLayout(RetentionPolicy.parse(retentions), 0.5, AggregationMethod.SUM);
  }

  /// A value a minute for a time before now, each written at its own time.
  private static void write(StorageEngine engine, MetricPath path, long seconds)
      throws IOException {
    engine.writer().create(path, layout("60:60,300:48,3600:24"));
    var random = new Random(path.text().hashCode());
    for (var at = NOW - seconds; at <= NOW; at += 60) {
      var _ = engine.writer().write(path, PointBatch.of(at, random.nextInt(100)), at);
    }
  }

  @Test
  void maintenance_ofATree_rollsUpAndSaysSo() throws IOException {
    var path = MetricPath.parse("servers.a.load");
    try (var engine = ceres()) {
      write(engine, path, 7_200);
      try (var lock = engine.lockMaintenance()) {
        assertThat(lock).isNotNull();
        var refused = CommandRun.of("ceres-maintenance", "--root", tree());
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("another process maintains it");
      }
    }

    var run = ok("ceres-maintenance", "--root", tree(), "--now", Long.toString(NOW), "--verbose");

    assertThat(run.out().lines())
        .containsExactly(
            "servers.a.load",
            "1 nodes: 12 points rolled up, 0 slices merged, 1 cut, 0 removed; 0 nodes passed over");
    assertThat(ok("ceres-maintenance", "--root", tree(), "defrag", "mode=analyze").out())
        .isEqualTo("1 nodes, 2 slices\n");
  }

  @Test
  void maintenance_metadata_followsTheSchemas() throws IOException {
    var path = MetricPath.parse("servers.a.load");
    try (var engine = ceres()) {
      engine.writer().create(path, layout("60:60"));
    }
    Files.writeString(
        folder.resolve("storage-schemas.conf"), "[all]\npattern = .*\nretentions = 10:60,60:600\n");

    var run =
        ok("ceres-maintenance", "--root", tree(), "--configdir", folder.toString(), "metadata");

    assertThat(run.out()).contains("1 nodes got other metadata");
    try (var engine = ceres()) {
      assertThat(engine.reader().layout(path).orElseThrow().retentions())
          .isEqualTo(RetentionPolicy.parse("10:60,60:600"));
    }
  }
}
