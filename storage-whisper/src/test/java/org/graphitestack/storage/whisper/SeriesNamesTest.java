// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.UnstorablePathException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SeriesNamesTest {

  private static final Path ROOT = Path.of("/data/whisper");

  private final SeriesNames names = new SeriesNames(ROOT);

  static List<JsonNode> casesOfCarbon() {
    return JsonMapper.shared()
        .readTree(SeriesNamesTest.class.getResourceAsStream("/fixtures/tags.json"))
        .get("cases")
        .valueStream()
        .filter(carbon -> !carbon.has("error") && !carbon.get("input").asString().startsWith("a/b"))
        .toList();
  }

  private Path file(MetricPath path) throws UnstorablePathException {
    return names.file(path, SeriesNames.storedName(path));
  }

  @ParameterizedTest
  @MethodSource("casesOfCarbon")
  void file_isWhereCarbonPutsIt(JsonNode carbon) throws IOException {
    var path = MetricPath.parse(carbon.get("input").asString());

    assertThat(file(path))
        .isEqualTo(ROOT.resolve(carbon.get("whisper_path_hashed").asString().replace("//", "/")));
  }

  @ParameterizedTest
  @MethodSource("casesOfCarbon")
  void storedName_asPath_leadsToTheSameFile(JsonNode carbon) throws IOException {
    var path = MetricPath.parse(carbon.get("input").asString());

    var asStored = new MetricPath(SeriesNames.storedName(path));

    assertThat(file(asStored)).isEqualTo(file(path));
    assertThat(SeriesNames.storedName(asStored)).isEqualTo(SeriesNames.storedName(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a;file=../../etc/passwd", "~....etc.passwd", "a.\\..b", "a;b=/../../x"})
  void file_hostileName_staysInsideTheRoot(String text) throws IOException {
    var file = file(MetricPath.parse(text));

    assertThat(file.normalize()).isEqualTo(file).startsWithRaw(ROOT);
  }

  @Test
  void file_readableNameOfTaggedSeries_isTheFileItself() throws IOException {
    var path = new MetricPath("_tagged.30e.153.foo;a=b");

    assertThat(file(path)).isEqualTo(ROOT.resolve("_tagged/30e/153/foo;a=b.wsp"));
    assertThat(SeriesNames.pathOf("_tagged.30e.153.", "foo;a=b")).isEqualTo(path);
  }

  @Test
  void file_nodeAtTheLimitOfFileNames_isStorable() throws IOException {
    assertThat(file(new MetricPath("a".repeat(251)))).hasFileName("a".repeat(251) + ".wsp");
    assertThat(file(new MetricPath("é".repeat(125) + ".x")))
        .isEqualTo(ROOT.resolve("é".repeat(125)).resolve("x.wsp"));
    assertThat(file(new MetricPath("a".repeat(255) + ".x"))).hasFileName("x.wsp");
  }

  @Test
  void file_nodeBeyondTheLimitOfFileNames_isUnstorable() {
    for (var text : List.of("a".repeat(252), "a".repeat(256) + ".x", "x." + "é".repeat(126))) {
      assertThatExceptionOfType(UnstorablePathException.class)
          .isThrownBy(() -> file(new MetricPath(text)))
          .withMessageContaining("expected: <= 255");
    }
  }

  @Test
  void file_pathBeyondTheLimitOfTheSystem_isUnstorable() {
    var text = ("a".repeat(15) + ".").repeat(MetricPath.MAX_NODES - 1) + "a".repeat(15);

    assertThatExceptionOfType(UnstorablePathException.class)
        .isThrownBy(() -> file(new MetricPath(text)))
        .withMessageContaining("expected: <= 4095");
  }

  @Test
  void file_unpairedSurrogate_isUnstorable() {
    assertThatExceptionOfType(UnstorablePathException.class)
        .isThrownBy(() -> file(new MetricPath("a.\uD800")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", ".", "x\uFFFD", "foo;a=b", "line\nbreak"})
  void pathOf_fileThatNoPathLeadsTo_isNull(String node) {
    assertThat(SeriesNames.pathOf("folder.", node)).isNull();
  }
}
