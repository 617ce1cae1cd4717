// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.ceres;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.StorageEngine;
import org.graphitestack.storage.ceres.CeresEngine;
import org.graphitestack.storage.ceres.CeresOptions;
import org.graphitestack.storage.whisper.WhisperEngine;
import org.graphitestack.storage.whisper.WhisperOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `graphite convert`: a tree of one kind from a tree of the other.
@Command(
    name = "convert",
    description = {
      "Copies every series of a whisper tree into a ceres tree, or the other way round. Series that"
          + " are there already are passed over, so it can be stopped and begun again.",
      "The source is only read; a cache may go on writing to it."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ConvertCommand extends CeresTool {

  private static final int PROGRESS_SECONDS = 3;
  private static final Map<String, Kind> KINDS =
      Map.of("whisper", Kind.WHISPER, "ceres", Kind.CERES);

  private enum Kind {
    WHISPER,
    CERES
  }

  private record Place(Kind kind, Path folder) {}

  @Option(
      names = "--from",
      paramLabel = "KIND:DIR",
      required = true,
      description = "The tree to read: whisper:DIR or ceres:DIR.")
  String from = "";

  @Option(
      names = "--to",
      paramLabel = "KIND:DIR",
      required = true,
      description = "The tree to write, of the other kind; made if it is missing.")
  String to = "";

  @Option(names = "--overwrite", description = "Series that are there already are made anew.")
  boolean overwrite;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "Series at a time. Default: one for each processor")
  int jobs = Runtime.getRuntime().availableProcessors();

  private final AtomicInteger converted = new AtomicInteger();
  private final AtomicInteger there = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  @Override
  public Integer call() throws IOException {
    var source = place("--from", from);
    var target = place("--to", to);
    if (source.kind == target.kind) {
      throw wrongUsage("--to: " + to + " (expected: a tree of the other kind than --from)");
    }
    if (!Files.isDirectory(source.folder)) {
      throw new NotDirectoryException(source.folder.toString());
    }
    try (var whisper =
            WhisperEngine.open(
                WhisperOptions.of(folder(Kind.WHISPER, source, target), CLOCK, nanos())
                    .withMappedFiles(0));
        var ceres =
            CeresEngine.open(CeresOptions.of(folder(Kind.CERES, source, target), CLOCK, nanos()))) {
      var conversion =
          source.kind == Kind.WHISPER
              ? new WhisperToCeres(source.folder, target.folder, now())
              : new CeresToWhisper(ceres, source.folder, target.folder, now());
      return source.kind == Kind.WHISPER
          ? convertAll(whisper, ceres, conversion)
          : convertAll(ceres, whisper, conversion);
    }
  }

  private Place place(String option, String text) {
    var colon = text.indexOf(':');
    var kind = colon < 0 ? null : KINDS.get(text.substring(0, colon));
    if (kind == null || colon + 1 == text.length()) {
      throw wrongUsage(option + ": " + text + " (expected: whisper:DIR or ceres:DIR)");
    }
    return new Place(kind, Path.of(text.substring(colon + 1)).toAbsolutePath().normalize());
  }

  private static Path folder(Kind kind, Place source, Place target) {
    return source.kind == kind ? source.folder : target.folder;
  }

  private int convertAll(StorageEngine source, StorageEngine target, Conversion conversion)
      throws IOException {
    var paths = new ArrayList<MetricPath>();
    source.forEachSeries(paths::add);
    try (var progress = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().factory());
        var workers = Executors.newFixedThreadPool(Math.max(1, jobs))) {
      var reports =
          progress.scheduleAtFixedRate(
              () -> err().println("convert: " + figures(paths.size())),
              PROGRESS_SECONDS,
              PROGRESS_SECONDS,
              TimeUnit.SECONDS);
      var results = new ArrayList<Future<?>>();
      for (var path : paths) {
        results.add(workers.submit(one(path, target, conversion)));
      }
      for (var result : results) {
        result.get();
      }
      reports.cancel(false);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted; begin again to go on", e);
    }
    out().println(figures(paths.size()));
    return failed.get() == 0 ? 0 : 1;
  }

  private String figures(int all) {
    return all
        + " series: "
        + converted.get()
        + " converted, "
        + there.get()
        + " were there, "
        + failed.get()
        + " failed";
  }

  private Callable<Boolean> one(MetricPath path, StorageEngine target, Conversion conversion) {
    return () -> {
      try {
        if (target.writer().exists(path)) {
          if (!overwrite) {
            there.incrementAndGet();
            return false;
          }
          target.admin().delete(path);
        }
        conversion.convert(path);
        converted.incrementAndGet();
        return true;
      } catch (FileAlreadyExistsException _) {
        there.incrementAndGet();
        return false;
      } catch (IOException | IllegalArgumentException e) {
        failed.incrementAndGet();
        err().println("convert: " + path + ": " + e.getMessage());
        return false;
      }
    };
  }
}
