// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.graphitestack.launch.upkeep.TreeOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `graphite backup`: a snapshot of a home, also while daemons write to it.
@Command(
    name = "backup",
    description = {
      "Takes a snapshot of a home: configuration, series, names, tags, journal, spools and the"
          + " web's state, also while daemons run.",
      "Every point accepted before it began is in it. It is a folder of its own in DIR, named by"
          + " the time; files that did not change since the latest one there are linked to it."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class BackupCommand implements Callable<Integer> {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin TreeOptions options = new TreeOptions();

  @Option(
      names = "--keep",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Deletes all but the latest N complete snapshots afterwards. Default: keeps all")
  int keep;

  @Option(
      names = "--full",
      description = "Copies every file, also those that did not change since the latest snapshot.")
  boolean full;

  @Option(
      names = "--verify",
      description =
          "Takes none: reads the latest snapshot in DIR, or the one DIR is, and compares"
              + " every file with its checksum.")
  boolean verify;

  @Parameters(
      paramLabel = "DIR",
      description = "Where snapshots are kept; made if it is not there.")
  Path folder = Path.of("graphite-backup");

  @Override
  public Integer call() throws IOException {
    return verify ? verified() : taken();
  }

  private int taken() throws IOException {
    if (keep < 0) {
      throw new IOException("--keep: " + keep + " (expected: >= 0)");
    }
    var home = options.home();
    if (!Files.isDirectory(home)) {
      throw new IOException("home " + home + ": no such folder (expected: one with storage/)");
    }
    var snapshots = new Snapshots(folder);
    snapshots.create();
    var clock = InstantSource.system();
    var name = NAME.format(clock.instant());
    var latest = full ? Optional.<Path>empty() : snapshots.latest();
    var earlier =
        latest.isEmpty()
            ? Optional.<Snapshot.Earlier>empty()
            : Optional.of(new Snapshot.Earlier(latest.get(), Manifest.read(latest.get())));
    var partial = folder.resolve(name + Snapshots.PARTIAL);
    var taken =
        new Snapshot(
                Places.of(home, options),
                partial,
                earlier,
                clock,
                Runtime.getRuntime().availableProcessors())
            .take();
    var whole = Files.move(partial, folder.resolve(name));
    snapshots.keepLatest(keep);
    spec.commandLine()
        .getOut()
        .println(
            whole
                + ": "
                + taken.files()
                + " files, "
                + taken.linked()
                + " linked, "
                + taken.bytes()
                + " bytes copied; has every point accepted before "
                + taken.manifest().begun());
    return 0;
  }

  private int verified() throws IOException {
    var snapshot = new Snapshots(folder).chosen();
    var manifest = Manifest.read(snapshot);
    var copy = new StableCopy();
    var wrong = 0;
    for (var file : manifest.files().values()) {
      var path = snapshot.resolve(file.place());
      var fault =
          !Files.isRegularFile(path)
              ? "is missing"
              : Files.size(path) != file.size()
                  ? Files.size(path) + " bytes (expected: " + file.size() + ")"
                  : copy.checksum(path, file.size()) != file.checksum()
                      ? "other bytes than were copied"
                      : "";
      if (!fault.isEmpty()) {
        wrong++;
        spec.commandLine().getErr().println(path + ": " + fault);
      }
    }
    spec.commandLine()
        .getOut()
        .println(snapshot + ": " + manifest.files().size() + " files, " + wrong + " damaged");
    return wrong == 0 ? 0 : 1;
  }
}
