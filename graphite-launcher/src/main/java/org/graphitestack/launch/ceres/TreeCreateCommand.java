// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.ceres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.graphitestack.storage.ceres.CeresTree;
import org.graphitestack.web.series.PythonNumber;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `graphite ceres-tree-create`: marks a folder as a tree.
@Command(
    name = "ceres-tree-create",
    description = "Makes a ceres tree, with properties that are kept with it.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TreeCreateCommand extends CeresTool {

  @Option(names = "--verbose", description = "Says what is made.")
  boolean verbose;

  @Parameters(index = "0", paramLabel = "ROOT", description = "The folder.")
  Path root = Path.of("");

  @Parameters(
      index = "1..*",
      paramLabel = "NAME=VALUE",
      description = "Properties; numbers are kept as Python writes them, 1 as 1.0.")
  List<String> properties = List.of();

  @Override
  public Integer call() throws IOException {
    var values = new LinkedHashMap<String, String>();
    for (var property : properties) {
      var equals = property.indexOf('=');
      if (equals < 1) {
        throw wrongUsage("property: " + property + " (expected: NAME=VALUE)");
      }
      values.put(property.substring(0, equals), number(property.substring(equals + 1)));
    }
    try {
      CeresTree.create(root, values);
    } catch (IllegalArgumentException e) {
      throw wrongUsage(String.valueOf(e.getMessage()));
    }
    if (verbose) {
      out().println("tree " + root + ": " + values);
    }
    return 0;
  }

  private static String number(String text) {
    try {
      return PythonNumber.repr(Double.parseDouble(text));
    } catch (NumberFormatException _) {
      return text;
    }
  }
}
