// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.ceres;

import java.io.IOException;
import java.nio.file.Path;
import org.graphitestack.storage.ceres.CeresTree;
import org.graphitestack.storage.ceres.SliceName;
import org.graphitestack.web.series.PythonNumber;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `graphite ceres-slicecat`: what is in the file of a slice.
@Command(
    name = "ceres-slicecat",
    aliases = "slicecat",
    description = "Shows the values of a slice file, a line each.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SliceCatCommand extends CeresTool {

  @Parameters(paramLabel = "FILE", description = "START@STEP.slice in the folder of a node.")
  Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    var name = file.getFileName();
    var slice = name == null ? null : SliceName.parse(name.toString());
    if (slice == null) {
      throw wrongUsage("slice: " + file + " (expected: a file called START@STEP.slice)");
    }
    var folder = file.toAbsolutePath().normalize().resolveSibling("");
    var time = slice.start();
    for (var value : CeresTree.nodeAt(folder, CLOCK).values(slice)) {
      out()
          .println(
              "["
                  + time
                  + "]\t"
                  + ctime(time)
                  + "\t"
                  + (Double.isNaN(value) ? "nan" : PythonNumber.repr(value)));
      time += slice.step();
    }
    out().flush();
    return 0;
  }
}
