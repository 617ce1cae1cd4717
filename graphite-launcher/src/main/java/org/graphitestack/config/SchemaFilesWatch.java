// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.graphitestack.cache.schema.SchemaRules;
import org.jspecify.annotations.Nullable;

/// Looks now and then whether the schema files have changed, and hands over the new rules. Files
/// that cannot be understood change nothing: the rules in force stay, and the log says why.
public final class SchemaFilesWatch implements AutoCloseable {

  private static final Logger LOG = System.getLogger(SchemaFilesWatch.class.getName());

  private record Stamps(FileStamp schemas, FileStamp aggregation) {

    static Stamps of(SchemaFiles files) {
      return new Stamps(FileStamp.of(files.schemas()), FileStamp.of(files.aggregation()));
    }
  }

  private final SchemaFiles files;
  private final Consumer<SchemaRules> changed;
  private Stamps seen;
  private @Nullable ScheduledFuture<?> looking;

  SchemaFilesWatch(SchemaFiles files, Consumer<SchemaRules> changed) {
    this.files = files;
    this.changed = changed;
    this.seen = Stamps.of(files);
  }

  /// Starts to watch files as they are now; whoever has loaded them calls this right afterwards.
  ///
  /// @param changed gets the new rules, on the scheduler's thread
  /// @param scheduler stays the caller's to shut down
  public static SchemaFilesWatch start(
      SchemaFiles files,
      Consumer<SchemaRules> changed,
      ScheduledExecutorService scheduler,
      Duration every) {
    var watch = new SchemaFilesWatch(files, changed);
    watch.looking =
        scheduler.scheduleWithFixedDelay(
            watch::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  /// Loads the files if they have changed since the last look.
  public synchronized void look() {
    var now = Stamps.of(files);
    if (now.equals(seen)) {
      return;
    }
    seen = now;
    try {
      var loaded = files.load();
      loaded.notes().forEach(note -> LOG.log(Level.WARNING, note));
      changed.accept(loaded.rules());
      LOG.log(Level.INFO, "schema rules read again: " + files.schemas());
    } catch (IOException | InvalidConfigException | RuntimeException failure) {
      LOG.log(Level.ERROR, "the rules in force stay: " + failure.getMessage());
    }
  }

  @Override
  public void close() {
    if (looking != null) {
      looking.cancel(false);
    }
  }
}
