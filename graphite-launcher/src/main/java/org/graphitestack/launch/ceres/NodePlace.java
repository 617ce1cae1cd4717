// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.ceres;

import java.io.IOException;
import java.nio.file.Path;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.ceres.CeresNode;
import org.graphitestack.storage.ceres.CeresTree;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which node a tool works on: a folder, or a name in a tree.
final class NodePlace {

  @Option(
      names = "--tree",
      paramLabel = "ROOT",
      description = "The tree; the node is given by its name then.")
  @Nullable Path tree;

  /// The node that an argument names.
  CeresNode node(CeresTool tool, String argument) throws IOException {
    return tree == null
        ? CeresTree.nodeAt(Path.of(argument).toAbsolutePath().normalize(), CeresTool.CLOCK)
        : CeresTree.open(tree, CeresTool.CLOCK).node(name(tool, argument));
  }

  /// The tree that an argument is in, or will be.
  CeresTree tree(String argument) throws IOException {
    return tree == null
        ? CeresTree.containing(Path.of(argument), CeresTool.CLOCK)
        : CeresTree.open(tree, CeresTool.CLOCK);
  }

  /// The name of a node that an argument names.
  MetricPath name(CeresTool tool, String argument) throws IOException {
    var name = tree == null ? tree(argument).nameAt(Path.of(argument)) : argument;
    try {
      return new MetricPath(name);
    } catch (InvalidMetricPathException e) {
      throw tool.wrongUsage("node: " + e.getMessage());
    }
  }
}
