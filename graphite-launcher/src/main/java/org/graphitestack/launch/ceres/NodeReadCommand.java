// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.ceres;

import java.io.IOException;
import org.graphitestack.web.series.PythonNumber;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `graphite ceres-node-read`: the values of a node, as Python's library reads them.
@Command(
    name = "ceres-node-read",
    description = "Shows the values of a node, a line each.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class NodeReadCommand extends CeresTool {

  private static final long QUARTER_OF_AN_HOUR = 900;

  @Mixin NodePlace place = new NodePlace();

  @Option(
      names = "--fromtime",
      paramLabel = "EPOCH",
      description = "Begin, included. Default: 15 minutes ago")
  @Nullable Long from;

  @Option(names = "--untiltime", paramLabel = "EPOCH", description = "End, excluded. Default: now")
  @Nullable Long until;

  @Option(names = "--batch", description = "Times as epoch seconds.")
  boolean batch;

  @Parameters(paramLabel = "NODE", description = "Its folder, or with --tree its name.")
  String argument = "";

  @Override
  public Integer call() throws IOException {
    var begin = from == null ? now() - QUARTER_OF_AN_HOUR : from;
    var end = until == null ? now() : until;
    if (begin > end) {
      throw wrongUsage("--fromtime: " + begin + " (expected: <= --untiltime, " + end + ")");
    }
    var values = place.node(this, argument).read(begin, end);
    var time = values.from();
    for (var value : values.values()) {
      out()
          .println(
              (batch ? Long.toString(time) : ctime(time))
                  + "\t"
                  + (Double.isNaN(value) ? "None" : PythonNumber.repr(value)));
      time += values.step();
    }
    out().flush();
    return 0;
  }
}
