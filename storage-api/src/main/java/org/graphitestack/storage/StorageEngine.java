// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import java.io.IOException;
import java.util.function.Consumer;
import org.graphitestack.model.MetricPath;

/// One place where series are kept. Thread-safe; the owner closes it after the last read and write.
public interface StorageEngine extends AutoCloseable {

  SeriesReader reader();

  SeriesWriter writer();

  SeriesAdmin admin();

  /// Free bytes where series are kept; negative if that is unknown or means nothing.
  default long usableBytes() {
    return -1;
  }

  /// Names every stored series once, in no order. Series that appear or vanish meanwhile may be
  /// missed; a folder that cannot be read is reported by the engine and passed over.
  void forEachSeries(Consumer<MetricPath> consumer) throws IOException;

  /// A scan that reports what comes and goes here, each time it is run. This one names everything
  /// each time; engines that can tell what changed do better.
  default TreeScan newScan() {
    return new WholeScan(this);
  }

  @Override
  void close() throws IOException;
}
