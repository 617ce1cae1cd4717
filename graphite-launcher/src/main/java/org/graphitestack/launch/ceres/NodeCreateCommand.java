// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.ceres;

import java.io.IOException;
import org.graphitestack.storage.ceres.NodeMetadata;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `graphite ceres-node-create`: an empty node.
@Command(
    name = "ceres-node-create",
    description = "Makes a node of a ceres tree. It keeps everything for ever.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class NodeCreateCommand extends CeresTool {

  @Mixin NodePlace place = new NodePlace();

  @Option(names = "--step", paramLabel = "SECONDS", description = "Its finest step. Default: 60")
  int step = NodeMetadata.DEFAULT_STEP;

  @Parameters(paramLabel = "NODE", description = "Its folder, or with --tree its name.")
  String argument = "";

  @Override
  public Integer call() throws IOException {
    if (step < 1) {
      throw wrongUsage("--step: " + step + " (expected: >= 1)");
    }
    var _ = place.tree(argument).createNode(place.name(this, argument), NodeMetadata.of(step));
    return 0;
  }
}
