// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.graphitestack.model.MetricPath;
import org.graphitestack.web.http.InvalidParametersException;
import org.graphitestack.web.http.JsonReport;
import org.graphitestack.web.http.Parameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

class SeriesActionsTest {

  private static final long NOW = ServedFiles.NOW;

  @TempDir private Path root;
  private ServedFiles tree;
  private SeriesActions actions;

  @BeforeEach
  void fill() throws IOException {
    tree = new ServedFiles(root);
    tree.create("servers.a.cpu", "60:60", NOW);
    tree.create("servers.b.cpu", "60:60", NOW - 86_400);
    actions = new SeriesActions(tree, new SeriesWork(tree, () -> NOW));
  }

  @AfterEach
  void close() throws IOException {
    tree.close();
  }

  @Test
  void delete_withoutYes_onlyTells() {
    assertThat(ask("delete", "pattern=servers.*.cpu"))
        .isEqualTo("{\"steps\":[\"delete servers.a.cpu\",\"delete servers.b.cpu\"]}");

    assertThat(tree.file("servers.a.cpu")).exists();
    assertThat(tree.settled()).isEmpty();
  }

  @Test
  void delete_withYes_takesFileAndNameAndSettlesFirst() {
    assertThat(ask("delete", "pattern=servers.a.cpu&pattern=nosuch&yes=1"))
        .startsWith("{\"steps\":[\"delete servers.a.cpu\"],\"done\":1,\"failed\":[],\"batch\":\"");

    assertThat(tree.file("servers.a.cpu")).doesNotExist();
    assertThat(tree.file("servers.b.cpu")).exists();
    assertThat(tree.index().contains(new MetricPath("servers.a.cpu"))).isFalse();
    assertThat(tree.settled()).containsExactly("servers.a.cpu");
  }

  @Test
  void delete_pointsThatCannotBeStored_isAFailureAndLeavesTheSeries() {
    tree.beStuck();

    assertThat(ask("delete", "pattern=servers.a.cpu&yes=1"))
        .contains(
            "\"done\":0", "delete servers.a.cpu: points wait in memory and cannot be stored now")
        .doesNotContain("batch");
    assertThat(tree.file("servers.a.cpu")).exists();
    assertThat(trash()).isEqualTo("[]");
  }

  @Test
  void rename_withYes_movesFileAndName() {
    assertThat(ask("rename", "from=servers.*.cpu&to=hosts.*.cpu&yes=1")).contains("\"done\":2");

    assertThat(tree.file("hosts.b.cpu")).exists();
    assertThat(tree.index().find("*.a.cpu")).extracting("path").containsExactly("hosts.a.cpu");
  }

  @Test
  void merge_intoOneThatIsThere_tellsSo() {
    assertThat(ask("merge", "from=servers.a.cpu&into=servers.b.cpu"))
        .isEqualTo("{\"steps\":[\"merge servers.a.cpu into servers.b.cpu\"]}");
  }

  @Test
  void expire_timesTheRetention_meansThoseNotWrittenSince() {
    assertThat(ask("expire", "times=2"))
        .isEqualTo(
            "{\"steps\":[\"delete servers.b.cpu (not written for 1 d, reaches back 0 d)\"]}");
    assertThat(ask("expire", "times=2&pattern=servers.a.*")).isEqualTo("{\"steps\":[]}");
    assertThat(ask("expire", "times=30")).isEqualTo("{\"steps\":[]}");
  }

  @Test
  void undo_ofABatch_bringsFileAndNameBack() {
    var _ = ask("delete", "pattern=servers.a.cpu&yes=1");
    assertThat(trash()).contains("\"kind\":\"delete\"", "\"changes\":1");
    var batch = trash().replaceAll(".*\"batch\":\"([^\"]+)\".*", "$1");

    assertThat(ask("undo", "batch=" + batch)).isEqualTo("{\"undone\":1}");

    assertThat(tree.file("servers.a.cpu")).exists();
    assertThat(tree.index().contains(new MetricPath("servers.a.cpu"))).isTrue();
    assertThat(trash()).isEqualTo("[]");
  }

  @Test
  void parameters_missingOrWrong_areRefusedByName() {
    for (var wrong :
        List.of(
            "delete|yes=1|pattern: none",
            "delete|pattern=|pattern: none",
            "rename|from=a|to: none",
            "merge|from=a|into: none",
            "rename|from=servers.*.cpu&to=hosts.cpu|",
            "rename|from=servers.*.*&to=*|",
            "expire|times=often|times: 'often'",
            "expire|times=0|times: 0.0",
            "undo||batch: none",
            "undo|batch=nosuch|batch: none of that name")) {
      var parts = wrong.split("\\|", -1);
      assertThatThrownBy(() -> ask(parts[0], parts[1]))
          .as(wrong)
          .isInstanceOf(InvalidParametersException.class)
          .hasMessageContaining(parts[2]);
    }
    assertThat(tree.file("servers.a.cpu")).exists();
  }

  private String ask(String action, String query) {
    var report = actions.byPath().get("/cache/series/" + action);
    return text(Objects.requireNonNull(report, action), query);
  }

  private String trash() {
    return text(actions::trash, "");
  }

  private static String text(JsonReport report, String query) {
    var text = new StringWriter();
    try (var json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      report.writeTo(json, Parameters.parse(query, ""));
    }
    return text.toString();
  }
}
