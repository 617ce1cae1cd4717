// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A tree that Python's library wrote, and what it read from it.
final class CeresFixtures {

  private CeresFixtures() {}

  static Path folder() {
    try {
      var url = CeresFixtures.class.getResource("/fixtures/ceres/expected.json");
      return Path.of(Objects.requireNonNull(url).toURI()).resolveSibling("");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Path tree() {
    return folder().resolve("tree");
  }

  static CeresTree open() throws IOException {
    return CeresTree.open(tree(), InstantSource.system());
  }

  static JsonNode expected() {
    try {
      return JsonMapper.shared().readTree(Files.readString(folder().resolve("expected.json")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  /// Numbers, null for the unknown, and the names of those that JSON has no numbers for.
  static double number(JsonNode value) {
    if (value.isNull()) {
      return Double.NaN;
    }
    return value.isNumber() ? value.doubleValue() : Double.parseDouble(value.asString());
  }

  static double[] numbers(JsonNode array) {
    return list(array).stream().mapToDouble(CeresFixtures::number).toArray();
  }

  static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        var target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
