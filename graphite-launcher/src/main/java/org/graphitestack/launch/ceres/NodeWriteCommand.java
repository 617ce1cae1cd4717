// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.ceres;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `graphite ceres-node-write`: points by hand.
@Command(
    name = "ceres-node-write",
    description = "Writes points to a node.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class NodeWriteCommand extends CeresTool {

  @Mixin NodePlace place = new NodePlace();

  @Parameters(
      index = "0",
      paramLabel = "NODE",
      description = "Its folder, or with --tree its name.")
  String argument = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "TIME:VALUE",
      description = "Epoch seconds, or N for now, and a number.")
  List<String> points = List.of();

  @Override
  public Integer call() throws IOException {
    var timestamps = new long[points.size()];
    var values = new double[points.size()];
    for (var i = 0; i < points.size(); i++) {
      var point = points.get(i);
      var colon = point.indexOf(':');
      try {
        var time = colon < 0 ? "" : point.substring(0, colon);
        timestamps[i] = time.equals("N") ? now() : Long.parseLong(time);
        values[i] = Double.parseDouble(point.substring(colon + 1));
      } catch (NumberFormatException _) {
        throw wrongUsage("point: " + point + " (expected: TIME:VALUE, such as N:42.5)");
      }
    }
    place.node(this, argument).write(timestamps, values);
    return 0;
  }
}
