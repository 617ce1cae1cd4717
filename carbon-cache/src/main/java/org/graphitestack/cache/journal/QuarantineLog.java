// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.journal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import org.graphitestack.log.AppendResult;
import org.graphitestack.log.Force;
import org.graphitestack.log.LogEnvironment;
import org.graphitestack.log.LogOptions;
import org.graphitestack.log.RecordFormat;
import org.graphitestack.log.SegmentLog;
import org.graphitestack.log.WhenFull;
import org.graphitestack.protocol.ReceivedPoints;

/// Points that storage cannot hold, as plaintext lines on disk: whoever mends the cause sends them
/// again. At its cap the oldest make room. Nobody reads it but people. Thread-safe.
public final class QuarantineLog implements AutoCloseable {

  private static final Logger LOG = System.getLogger(QuarantineLog.class.getName());
  private static final int SEGMENT_BYTES = 16 << 20;

  /// The smallest cap.
  static final long LEAST_BYTES = 2L * SEGMENT_BYTES;

  private final SegmentLog log;
  private final LogEnvironment environment;

  private QuarantineLog(SegmentLog log, LogEnvironment environment) {
    this.log = log;
    this.environment = environment;
  }

  /// Opens the log in a folder.
  ///
  /// @param maxBytes the cap, at least two segments of 16 MiB
  /// @param minFreeBytes with less space on its disk nothing is set aside
  public static QuarantineLog open(
      Path folder, long maxBytes, long minFreeBytes, LogEnvironment environment)
      throws IOException {
    var options =
        new LogOptions(
            SEGMENT_BYTES,
            maxBytes,
            LogOptions.UNLIMITED_AGE,
            WhenFull.DROP_OLDEST,
            Force.interval(Duration.ofSeconds(1)),
            minFreeBytes,
            RecordFormat.LINES);
    return new QuarantineLog(SegmentLog.open(folder, options, environment), environment);
  }

  /// Sets points aside.
  ///
  /// @param points a batch that keeps lines
  /// @return whether they are on disk now
  public boolean add(ReceivedPoints points) {
    try {
      return log.append(
              ByteBuffer.wrap(points.bytes(), 0, points.byteCount()),
              points.size(),
              environment.clock().millis())
          instanceof AppendResult.Appended;
    } catch (IOException failure) {
      LOG.log(Level.WARNING, "quarantine: appended, but not forced to the disk", failure);
      return true;
    }
  }

  /// What is due by time. Call about once a second.
  public void maintain() {
    log.maintain();
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
