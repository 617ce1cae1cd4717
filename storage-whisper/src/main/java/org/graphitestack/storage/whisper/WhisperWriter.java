// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.nio.file.Files;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.SeriesWriter;
import org.graphitestack.storage.UnstorablePathException;

/// Creates and writes series of a whisper tree.
final class WhisperWriter implements SeriesWriter {

  private final SeriesAccess access;
  private final FileCreation creation;
  private final WhisperStatistics statistics;

  WhisperWriter(SeriesAccess access, FileCreation creation, WhisperStatistics statistics) {
    this.access = access;
    this.creation = creation;
    this.statistics = statistics;
  }

  @Override
  public boolean exists(MetricPath path) throws IOException {
    try {
      return Files.exists(access.file(path, SeriesNames.storedName(path)));
    } catch (UnstorablePathException _) {
      return false;
    }
  }

  @Override
  public void create(MetricPath path, SeriesLayout layout) throws IOException {
    var name = SeriesNames.storedName(path);
    var file = access.file(path, name);
    var header = WhisperHeader.of(layout);
    var lock = access.locks().forWriting(name);
    var scratch = access.scratches().take();
    lock.lock();
    try {
      creation.create(file, header, scratch);
      access.forget(name);
    } finally {
      lock.unlock();
      access.scratches().giveBack(scratch);
    }
    statistics.created();
  }

  @Override
  public int write(MetricPath path, PointBatch points, long now) throws IOException {
    if (points.isEmpty()) {
      return 0;
    }
    var written = access.write(path, now, (file, scratch) -> file.write(points, now, scratch));
    statistics.updated(written);
    return written.dropped();
  }
}
