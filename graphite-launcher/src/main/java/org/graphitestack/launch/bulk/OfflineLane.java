// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.whisper.TreeLock;
import org.graphitestack.storage.whisper.WhisperEngine;
import org.graphitestack.storage.whisper.WhisperOptions;

/// A lane into a whisper tree that no daemon writes to.
final class OfflineLane implements AutoCloseable {

  private static final String TAGGED = ".tagged-series";

  private final TreeLock lock;
  private final WhisperEngine engine;
  private final Path tagged;
  private final BulkLane lane;

  private OfflineLane(
      TreeLock lock, WhisperEngine engine, SchemaRules schemas, InstantSource clock) {
    this.lock = lock;
    this.engine = engine;
    this.tagged = engine.root().resolve(TAGGED);
    this.lane =
        new BulkLane(
            engine, () -> schemas, this::came, clock, Runtime.getRuntime().availableProcessors());
  }

  /// @throws IOException if a cache, or another tool, writes to the tree
  static OfflineLane open(
      Path root, SchemaRules schemas, InstantSource clock, LongSupplier nanoTime)
      throws IOException {
    var lock =
        TreeLock.alone(root)
            .orElseThrow(
                () ->
                    new IOException(
                        "storage "
                            + root
                            + ": a cache or another tool writes to it (expected: nobody); give its"
                            + " address with --url, and it takes the points"));
    try {
      return new OfflineLane(
          lock, WhisperEngine.open(WhisperOptions.of(root, clock, nanoTime)), schemas, clock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  Taken take(byte[] lines, boolean fill) throws IOException {
    try {
      return lane.take(lines, fill);
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /// A series with tags stands under a hash of its name: this file remembers the name.
  private synchronized void came(MetricPath path) {
    if (path.tagged()) {
      try {
        Files.writeString(
            tagged, path.text() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      engine.close();
    }
  }
}
