// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.graphitestack.log.LogMaintenance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `graphite spool drop`: gives up what waits.
@Command(
    name = "drop",
    description = "Deletes what waits for a destination. Without --yes it only says how much.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SpoolDropCommand implements Callable<Integer> {

  private static final Duration MAINTENANCE = Duration.ofSeconds(1);

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin SpoolPlace place = new SpoolPlace();

  @Parameters(paramLabel = "DESTINATION", description = "As `graphite spool ls` names it")
  String destination = "";

  @Option(names = "--yes", description = "Does it.")
  boolean yes;

  @Override
  public Integer call() throws IOException {
    var out = spec.commandLine().getOut();
    var view = place.view(destination);
    var backlog = view.backlog();
    var amount = backlog.points() + " points, " + backlog.bytes() + " bytes";
    if (!yes) {
      out.println(
          destination
              + ": would drop "
              + amount
              + (view.isOpen() ? "; a relay has it open: stop it first" : "")
              + "; --yes drops them");
      return 0;
    }
    try (var maintenance = LogMaintenance.every(MAINTENANCE);
        var spool = place.open(view, maintenance)) {
      var dropped = spool.figures().queued();
      for (var reader : spool.readers()) {
        reader.skipToEnd();
      }
      spool.removeDrained();
      out.println(destination + ": dropped " + dropped + " points, " + backlog.bytes() + " bytes");
    }
    return 0;
  }
}
