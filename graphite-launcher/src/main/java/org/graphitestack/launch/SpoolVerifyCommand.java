// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.graphitestack.relay.spool.SpoolView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `graphite spool verify`: whether all is as it was written.
@Command(
    name = "verify",
    description = {
      "Reads spools and compares every block, entry and cursor with its checksum.",
      "Exit status 1 if something is damaged; the relay may go on meanwhile."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SpoolVerifyCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin SpoolPlace place = new SpoolPlace();

  @Parameters(paramLabel = "DESTINATION", arity = "0..*", description = "Default: all")
  List<String> destinations = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    var out = spec.commandLine().getOut();
    var names = destinations.isEmpty() ? place.destinations() : destinations;
    var damages = 0;
    for (var name : names) {
      damages += verify(name, out);
    }
    out.flush();
    return damages == 0 ? 0 : 1;
  }

  private int verify(String name, PrintWriter out) {
    try {
      var view = place.view(name);
      var damages = view.verify();
      if (damages.isEmpty()) {
        out.println(name + ": sound, " + extent(view));
      }
      damages.forEach(damage -> out.println(name + ": " + damage));
      return damages.size();
    } catch (IOException failure) {
      out.println(name + ": can't be read: " + failure.getMessage());
      return 1;
    }
  }

  private static String extent(SpoolView view) {
    var segments = 0;
    var points = 0L;
    for (var log : view.logs()) {
      segments += log.segments().size();
      points += log.segments().stream().mapToLong(segment -> segment.points()).sum();
    }
    return points + " points, " + view.bytes() + " bytes, segments: " + segments;
  }
}
