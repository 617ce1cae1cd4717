// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `graphite where`: the destinations of metrics.
@Command(
    name = "where",
    description = {
      "Tells where a relay sends metrics, while all destinations are healthy.",
      "Exit status 1 if one of them goes nowhere."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class WhereCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin RelaySource source = new RelaySource();

  @Option(names = "--why", description = "Tells each step.")
  boolean why;

  @Option(
      names = "--moved-from",
      paramLabel = "FILE",
      description = {
        "Another carbon.conf: prints only the metrics that it sends elsewhere, with the"
            + " destinations before and now. For moving series after a change."
      })
  @Nullable Path movedFrom;

  @Parameters(
      paramLabel = "METRIC",
      arity = "0..*",
      description = "Names, or lines `name value timestamp`. Default: one a line from stdin")
  List<String> metrics = new ArrayList<>();

  private boolean allArrive = true;

  @Override
  public Integer call() throws IOException {
    var now = new MetricWay(source.read());
    var before =
        movedFrom == null
            ? null
            : new MetricWay(source.read(movedFrom.toAbsolutePath().normalize()));
    if (!metrics.isEmpty()) {
      metrics.forEach(metric -> tell(metric, now, before));
    } else {
      try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
        for (var line = in.readLine(); line != null; line = in.readLine()) {
          tell(line.strip(), now, before);
        }
      }
    }
    spec.commandLine().getOut().flush();
    return allArrive ? 0 : 1;
  }

  private void tell(String metric, MetricWay way, @Nullable MetricWay old) {
    if (metric.isEmpty()) {
      return;
    }
    var out = spec.commandLine().getOut();
    var now = way.of(metric);
    allArrive &= !now.isNowhere();
    if (old == null) {
      out.println(now.name() + " -> " + now.places());
    } else {
      var before = old.of(metric);
      if (before.to().equals(now.to())) {
        return;
      }
      out.println(now.name() + ": " + before.places() + " -> " + now.places());
    }
    if (why) {
      now.steps().forEach(step -> out.println("  " + step));
    }
  }
}
