// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.config.SchemaFiles;
import org.graphitestack.config.SchemaFilesWatch;

/// Reads the schema files again when they change, or when it is told to.
final class ConfigReload implements AutoCloseable {

  private static final Duration EVERY = Duration.ofSeconds(2);

  private final ScheduledExecutorService scheduler;
  private final SchemaFilesWatch watch;

  private ConfigReload(ScheduledExecutorService scheduler, SchemaFilesWatch watch) {
    this.scheduler = scheduler;
    this.watch = watch;
  }

  static ConfigReload start(SchemaFiles files, Consumer<SchemaRules> changed) {
    var scheduler =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("config-reload").factory());
    return new ConfigReload(scheduler, SchemaFilesWatch.start(files, changed, scheduler, EVERY));
  }

  /// Looks now.
  void look() {
    watch.look();
  }

  @Override
  public void close() {
    watch.close();
    scheduler.shutdownNow();
  }
}
