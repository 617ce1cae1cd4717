// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.CorruptSeriesException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Reads and writes what Python's library read and wrote.
class CeresFixturesTest {

  @TempDir private Path folder;

  static Stream<JsonNode> nodes() {
    return CeresFixtures.list(CeresFixtures.expected().get("nodes")).stream();
  }

  private static String name(JsonNode node) {
    return node.get("node").asString();
  }

  @ParameterizedTest
  @MethodSource("nodes")
  void read_ofAFixture_givesWhatPythonRead(JsonNode expected) throws IOException {
    var node = CeresFixtures.open().node(new MetricPath(name(expected)));

    for (var read : expected.get("reads")) {
      var from = read.get("from").longValue();
      var until = read.get("until").longValue();
      if (!read.has("error")) {
        var values = node.read(from, until);
        assertThat(values.from()).isEqualTo(read.get("start").longValue());
        assertThat(values.until()).isEqualTo(read.get("end").longValue());
        assertThat(values.step()).isEqualTo(read.get("step").intValue());
        assertThat(values.values())
            .as("%s from %s until %s", name(expected), from, until)
            .containsExactly(CeresFixtures.numbers(read.get("values")));
      } else if (read.get("error").asString().startsWith("CorruptNode")) {
        assertThatExceptionOfType(CorruptSeriesException.class)
            .isThrownBy(() -> node.read(from, until))
            .withMessageContaining(node.folder().toString());
      } else {
        // Python's library cannot read the node; its whole values are there all the same.
        assertThat(node.read(from, until).values())
            .containsExactly(0, 1, 2, Double.NaN, Double.NaN);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("nodes")
  void slices_ofAFixture_areThoseThatPythonListed(JsonNode expected) throws IOException {
    var node = CeresFixtures.open().node(new MetricPath(name(expected)));
    if (expected.get("slices_newest_first").isArray()) {
      var listed =
          CeresFixtures.list(expected.get("slices_newest_first")).stream()
              .map(slice -> new SliceName(slice.get(0).longValue(), slice.get(2).intValue()))
              .toList();
      assertThat(node.slices()).isEqualTo(listed);
    }
    for (var has : expected.get("has_data")) {
      if (has.get(2).isBoolean()) {
        assertThat(node.hasDataForInterval(has.get(0).longValue(), has.get(1).longValue()))
            .isEqualTo(has.get(2).booleanValue());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("nodes")
  @SuppressWarnings(
      "NullAway") // does not see that the component of a compiled record may hold null
  void write_asPythonDid_leavesTheSameFiles(JsonNode expected) throws IOException {
    var name = name(expected);
    if (name.startsWith("odd.") || expected.get("writes").isEmpty()) {
      return; // damaged afterwards, or written by hand
    }
    var tree = CeresTree.open(folder, InstantSource.system());
    var created = expected.get("created_with");
    var keys = new LinkedHashMap<String, @Nullable Object>();
    created.properties().forEach(key -> keys.put(key.getKey(), plain(key.getValue())));
    keys.putIfAbsent(NodeMetadata.TIME_STEP, (long) NodeMetadata.DEFAULT_STEP);
    var node = tree.createNode(new MetricPath(name), new NodeMetadata(keys));

    for (var write : expected.get("writes")) {
      var points =
          CeresFixtures.list(write.get("points")).stream()
              .filter(point -> !point.get(1).isNull())
              .toList();
      node.write(
          points.stream().mapToLong(point -> point.get(0).longValue()).toArray(),
          points.stream().mapToDouble(point -> CeresFixtures.number(point.get(1))).toArray());
    }

    var original = contents(CeresFixtures.tree().resolve(name.replace('.', '/')));
    if (name.startsWith("multi.")) {
      original.keySet().removeIf(file -> file.endsWith("@300.slice")); // put there by hand
    }
    assertThat(contents(node.folder())).isEqualTo(original);
  }

  private static Object plain(JsonNode value) {
    if (value.isArray()) {
      return CeresFixtures.list(value).stream().map(CeresFixturesTest::plain).toList();
    }
    return value.isIntegralNumber()
        ? (Object) value.longValue()
        : value.isNumber() ? (Object) value.doubleValue() : value.asString();
  }

  /// Files by name, their bytes as numbers.
  private static Map<String, List<Byte>> contents(Path folder) throws IOException {
    var contents = new TreeMap<String, List<Byte>>();
    try (var files = Files.list(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var bytes = Files.readAllBytes(file);
        var list = new ArrayList<Byte>();
        for (var b : bytes) {
          list.add(b);
        }
        contents.put(file.getFileName().toString(), list);
      }
    }
    return contents;
  }

  @Test
  void find_inTheFixtures_givesWhatPythonFound() throws IOException {
    var tree = CeresFixtures.open();
    for (var find : CeresFixtures.expected().get("find")) {
      var found =
          tree.find(
              find.get(0).asString(),
              find.get(1).isNull() ? null : Long.valueOf(find.get(1).longValue()),
              find.get(2).isNull() ? null : Long.valueOf(find.get(2).longValue()));
      assertThat(found)
          .as("%s", find)
          .isEqualTo(CeresFixtures.list(find.get(3)).stream().map(JsonNode::asString).toList());
    }
  }

  @Test
  void walk_ofTheFixtures_namesEveryNode() throws IOException {
    assertThat(CeresFixtures.open().walk())
        .isEqualTo(
            CeresFixtures.list(CeresFixtures.expected().get("walk")).stream()
                .map(JsonNode::asString)
                .toList());
  }

  @Test
  void properties_ofTheFixtures_areRead() throws IOException {
    assertThat(CeresFixtures.open().properties())
        .isEqualTo(Map.of("owner", "example", "version", "1"));
  }

  @Test
  void deleteBefore_asPythonDid_leavesTheSameSlices() throws IOException {
    var number = 0;
    for (var cut : CeresFixtures.expected().get("delete_before")) {
      var target = folder.resolve("cut" + number++);
      CeresFixtures.copy(CeresFixtures.tree().resolve("simple/ten"), target);
      var node = new CeresNode(target, 80, SliceCaching.NONE, null, InstantSource.system());
      var slice =
          new SliceName(cut.get("slice").get(0).longValue(), cut.get("slice").get(2).intValue());

      var left = node.deleteBefore(slice, cut.get("delete_before").longValue());

      var after = cut.get("slices_after");
      assertThat(left).isEqualTo(cut.get("result").asString().equals("ok"));
      assertThat(node.slices())
          .isEqualTo(
              CeresFixtures.list(after).stream()
                  .map(s -> new SliceName(s.get(0).longValue(), s.get(2).intValue()))
                  .toList());
      if (left) {
        var values = node.read(slice.start(), slice.start() + 600).values();
        var first = node.slices().getFirst().indexOf(slice.start());
        assertThat(values[9]).isEqualTo(9);
        assertThat(values[(int) -first]).isEqualTo((double) -first);
      }
    }
  }

  @Test
  void metadata_ofOthers_isKeptWhenItIsWrittenAnew() throws IOException {
    var target = folder.resolve("node");
    Files.createDirectories(target);
    var text =
        "{\"owner\": \"gr\\u00fcn \\\"x\\\"\", \"timeStep\": 60, \"more\": {\"a\": [1, 2.5, null,"
            + " true]}, \"aggregationMethod\": null}";
    Files.writeString(target.resolve(MetadataFile.NAME), text);

    var metadata = MetadataFile.read(target);
    MetadataFile.replace(target, metadata);

    assertThat(Files.readString(target.resolve(MetadataFile.NAME))).isEqualTo(text);
    assertThat(metadata.aggregation()).isEqualTo(AggregationMethod.AVERAGE);
  }
}
