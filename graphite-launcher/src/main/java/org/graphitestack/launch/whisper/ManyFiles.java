// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.whisper;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Does the same to many files: in parallel, with the output in the order of the files, with a line
/// about the progress every few seconds, and stopping between two files when it is interrupted.
final class ManyFiles {

  private static final int PROGRESS_SECONDS = 3;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description =
          "Files worked on at a time, of a folder or glob. Default: one for each processor")
  int jobs = Runtime.getRuntime().availableProcessors();

  /// What is done to one file.
  interface Task {
    /// Does it and returns the exit status.
    int on(Path file, PrintWriter out) throws IOException;
  }

  private final AtomicInteger finished = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private volatile boolean stopping;

  /// What came of one file.
  private record Done(String text, @Nullable String failure, int status) {}

  /// Runs a task on each file.
  ///
  /// @param name of the tool, for the progress
  /// @return the highest status of all
  int run(FileSet files, String name, PrintWriter out, PrintWriter err, Task task)
      throws IOException {
    if (!files.several()) {
      return task.on(files.files().getFirst(), out);
    }
    var idle = new CountDownLatch(1);
    var hook = Thread.ofPlatform().unstarted(() -> stopAndAwait(idle));
    Runtime.getRuntime().addShutdownHook(hook);
    try (var progress = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().factory());
        var workers = Executors.newFixedThreadPool(Math.max(1, jobs))) {
      var total = files.files().size();
      var reports =
          progress.scheduleAtFixedRate(
              () ->
                  err.println(
                      name
                          + ": "
                          + finished.get()
                          + " of "
                          + total
                          + " files, "
                          + failed.get()
                          + " failed"),
              PROGRESS_SECONDS,
              PROGRESS_SECONDS,
              TimeUnit.SECONDS);
      List<Future<Done>> results = new ArrayList<>();
      for (var file : files.files()) {
        results.add(workers.submit(() -> one(file, task)));
      }
      var status = 0;
      for (var result : results) {
        status = Math.max(status, print(result.get(), out, err));
      }
      reports.cancel(false);
      return status;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      idle.countDown();
      removeHook(hook);
    }
  }

  private Done one(Path file, Task task) {
    if (stopping) {
      return new Done("", null, 1);
    }
    var text = new StringWriter();
    var writer = new PrintWriter(text);
    try {
      var status = task.on(file, writer);
      return new Done(text.toString(), null, status);
    } catch (IOException | RuntimeException failure) {
      failed.incrementAndGet();
      return new Done(text.toString(), WhisperTool.lineFor(failure), 1);
    } finally {
      finished.incrementAndGet();
    }
  }

  private static int print(Done done, PrintWriter out, PrintWriter err) {
    out.print(done.text());
    if (done.failure() != null) {
      out.flush();
      err.println(done.failure());
    }
    return done.status();
  }

  /// On SIGINT and SIGTERM: files in hand are finished, no other is begun.
  private void stopAndAwait(CountDownLatch idle) {
    stopping = true;
    try {
      idle.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // It runs already.
    }
  }
}
