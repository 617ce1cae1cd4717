// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.graphitestack.web.graphiteweb.Takeover;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `graphite export-dashboards`: every dashboard as a JSON file.
@Command(
    name = "export-dashboards",
    description =
        "Writes every dashboard to a JSON file of its own, templates to the folder templates;"
            + " import-dashboards reads them. Files of the same name are replaced.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ExportDashboardsCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();

  @Mixin StatePlace place = new StatePlace();

  @Parameters(paramLabel = "FOLDER", description = "Where to write; made if it is not there.")
  Path folder = Path.of("dashboards");

  @Override
  public Integer call() {
    return place.with(
        store -> {
          try {
            var lines = new Takeover(store, false).toJson(folder);
            lines.forEach(spec.commandLine().getOut()::println);
          } catch (IOException e) {
            throw new StartFailure(folder + ": cannot be written (" + e.getMessage() + ")", e);
          }
        });
  }
}
