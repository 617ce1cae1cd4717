// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.Callable;
import org.graphitestack.launch.upkeep.TreeOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `graphite restore`: a home made of a snapshot.
@Command(
    name = "restore",
    description = {
      "Makes a home of a snapshot that `backup` took. The home must not be there, or be empty: what"
          + " is there is never overwritten.",
      "Every file is compared with its checksum. What waited in the journal is stored once a daemon"
          + " runs on the home."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RestoreCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin TreeOptions options = new TreeOptions();

  @Parameters(
      paramLabel = "DIR",
      description = "A snapshot, or a folder of them: then the latest is taken.")
  Path folder = Path.of("graphite-backup");

  @Override
  public Integer call() throws IOException {
    var snapshot = new Snapshots(folder).chosen();
    var manifest = Manifest.read(snapshot);
    var home = options.home().toAbsolutePath().normalize();
    expectEmpty(home);
    restore(snapshot, files(manifest, "home"), home, "home");
    // where the rest goes stands in the configuration just restored
    var places = Places.of(home, options);
    for (var name : List.of("data", "journal", "quarantine")) {
      var files = files(manifest, name);
      if (!files.isEmpty()) {
        var target = places.folders().get(name);
        if (target == null) {
          target = home.resolve("storage").resolve(name.equals("data") ? "whisper" : name);
        }
        expectEmpty(target);
        restore(snapshot, files, target, name);
      }
    }
    spec.commandLine()
        .getOut()
        .println(
            home
                + ": "
                + manifest.files().size()
                + " files restored, with every point accepted before "
                + manifest.begun());
    return 0;
  }

  private static List<SavedFile> files(Manifest manifest, String part) {
    return manifest.files().values().stream()
        .filter(file -> file.place().startsWith(part + "/"))
        .toList();
  }

  private static void expectEmpty(Path target) throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    try (var found = Files.newDirectoryStream(target)) {
      if (found.iterator().hasNext()) {
        throw new IOException(
            target + ": is not empty (expected: no such folder, or an empty one)");
      }
    }
  }

  private static void restore(Path snapshot, List<SavedFile> files, Path target, String part)
      throws IOException {
    var copy = new StableCopy();
    for (var file : files) {
      var to = target.resolve(file.place().substring(part.length() + 1)).normalize();
      var parent = to.getParent();
      if (!to.startsWith(target) || parent == null) {
        throw new IOException(
            snapshot + ": '" + file.place() + "' leads out of it (expected: a path below it)");
      }
      Files.createDirectories(parent);
      var copied = copy.copy(snapshot.resolve(file.place()), to);
      if (copied.size() != file.size() || copied.checksum() != file.checksum()) {
        throw new IOException(
            snapshot.resolve(file.place())
                + ": checksum "
                + copied.checksum()
                + " of "
                + copied.size()
                + " bytes (expected: "
                + file.checksum()
                + " of "
                + file.size()
                + "); the home is incomplete");
      }
      Files.setLastModifiedTime(to, FileTime.fromMillis(file.modified()));
    }
  }
}
