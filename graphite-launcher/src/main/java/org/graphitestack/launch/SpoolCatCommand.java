// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.graphitestack.log.LogView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `graphite spool cat`: the lines that wait.
@Command(
    name = "cat",
    description = {
      "Prints what waits for a destination as plaintext lines, `name value timestamp`.",
      "Damaged blocks are left out; exit status 1 if there were any."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SpoolCatCommand implements Callable<Integer> {

  /// What the system says when the other end of a pipe, `head` for instance, has gone.
  private static final String READER_HAS_ENOUGH = "Broken pipe";

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin SpoolPlace place = new SpoolPlace();

  @Parameters(paramLabel = "DESTINATION", description = "As `graphite spool ls` names it")
  String destination = "";

  @Option(
      names = "--all",
      description = "Also what has been delivered, as far as it is still on disk.")
  boolean all;

  @Override
  public Integer call() throws IOException {
    var view = place.view(destination);
    // Bytes as they are: the command line's own writer would make text of them. Nobody closes it,
    // since standard output is not this command's.
    var out = new FileOutputStream(FileDescriptor.out).getChannel();
    LogView.Copied copied;
    try {
      copied = all ? view.copyAll(out) : view.copyBacklog(out);
    } catch (IOException e) {
      if (READER_HAS_ENOUGH.equals(e.getMessage())) {
        return 0;
      }
      throw e;
    }
    if (copied.unsoundBlocks() == 0) {
      return 0;
    }
    spec.commandLine()
        .getErr()
        .println(
            "graphite: "
                + destination
                + ": left out "
                + copied.unsoundPoints()
                + " points in "
                + copied.unsoundBlocks()
                + " damaged blocks (expected: none; see graphite spool verify)");
    return 1;
  }
}
