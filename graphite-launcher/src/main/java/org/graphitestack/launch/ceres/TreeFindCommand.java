// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.ceres;

import java.io.IOException;
import java.nio.file.Path;
import org.graphitestack.storage.ceres.CeresTree;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `graphite ceres-tree-find`: the nodes that a pattern names.
@Command(
    name = "ceres-tree-find",
    description = "Names the nodes of a ceres tree that match a pattern, one a line.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TreeFindCommand extends CeresTool {

  @Option(
      names = "--fromtime",
      paramLabel = "EPOCH",
      description = "Only nodes that have something after it.")
  @Nullable Long from;

  @Option(
      names = "--untiltime",
      paramLabel = "EPOCH",
      description = "Only nodes that have something before it.")
  @Nullable Long until;

  @Option(names = "--fspath", description = "Folders instead of names.")
  boolean folders;

  @Parameters(index = "0", paramLabel = "ROOT", description = "The tree.")
  Path root = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "PATTERN",
      description = "Such as 'servers.*.load'; * stands for one part of a name.")
  String pattern = "";

  @Override
  public Integer call() throws IOException {
    var tree = CeresTree.open(root, CLOCK);
    for (var name : tree.find(pattern, from, until)) {
      out().println(folders ? tree.root().resolve(name.replace('.', '/')).toString() : name);
    }
    out().flush();
    return 0;
  }
}
